using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Antiphon.Benchmarks.Load;
using Antiphon.Benchmarks.Processes;

namespace Antiphon.Benchmarks.Rungs;

/// <summary>
/// Ten thousand open streams of the followers of one author who posts: from sending the post until the last stream has it, and what an open stream costs in memory. The floor is a bare Kestrel
/// that sends as many bytes to as many streams.
/// </summary>
internal sealed class Streams : IRung
{
    private const int Updates = 15;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    public string Name => "streams";

    /// <summary>Fewer where the machine has other work: <c>ANTIPHON_BENCH_STREAMS</c>.</summary>
    private static int Crowd => int.TryParse(Environment.GetEnvironmentVariable("ANTIPHON_BENCH_STREAMS"), out var fewer) ? fewer : 10_000;

    public async Task<IReadOnlyList<Figure>> Run(Workbench bench)
    {
        var directory = bench.NewDirectory();
        await using var town = await Town.Build(directory, people: 1_000, follows: 0, posts: 0, fans: 1_000);
        var tokens = Path.Combine(bench.NewDirectory(), "tokens.txt");
        await File.WriteAllLinesAsync(tokens, Enumerable.Range(0, 1_000).Select(Town.Token));
        var length = 0;
        var ours = await Listen(town.Server, "/", tokens, async i => length = await town.Post(Town.Author, $"Update {i}: the fever is gone, the shift is not."));
        await using var bare = await Child.Bare(Encoding.ASCII.GetBytes(new string('x', length)), "text/plain", bench.NewDirectory());
        using var http = new HttpClient { BaseAddress = new Uri(bare.Url) };
        var floor = await Listen(bare, "/live", tokens, async _ => (await http.PostAsync("/tick", null)).Dispose());
        return
        [
            new Figure(
                $"{Crowd:#,0} open streams, slowest update", "ms", ours.Slowest, floor.Slowest, Goal.Under(1_000, "< 1,000 ms"),
                $"worst of {Updates} posts × {Crowd:#,0} streams, half of them WebSockets; median {ours.Median:0} ms, floor {floor.Median:0}; processor {ours.Cores:P0} of a core, floor {floor.Cores:P0}"),
            new Figure("memory for each open stream", "KB", ours.Kilobytes, floor.Kilobytes, Goal.Under(64, "< 64 KB"), "resident memory with all of them open, less that before"),
            new Figure("updates that never came", "", ours.Missing, floor.Missing, Goal.Under(1, "none")),
        ];
    }

    private static async Task<Measured> Listen(Child server, string path, string tokens, Func<int, Task> update)
    {
        var empty = server.Memory;
        using var crowd = Child.Start(typeof(Streams).Assembly.Location, [Listeners.Role, server.Url + path, tokens, Crowd.ToString(CultureInfo.InvariantCulture)], talk: true);
        var errors = crowd.StandardError.ReadToEndAsync();
        if (await crowd.StandardOutput.ReadLineAsync() != "ready") throw new InvalidOperationException($"Not every stream could be opened: {await errors}");
        await Task.Delay(TimeSpan.FromSeconds(2));
        var kilobytes = (server.Memory - empty) * 1000 / Crowd;
        await crowd.StandardInput.WriteLineAsync();
        await crowd.StandardOutput.ReadLineAsync();
        var (before, began) = (server.Processor, Stopwatch.GetTimestamp());
        var sent = new long[Updates];
        for (var i = 0; i < Updates; i++)
        {
            sent[i] = Stopwatch.GetTimestamp();
            await update(i);
            await Task.Delay(Between);
        }

        await Task.Delay(TimeSpan.FromSeconds(2));
        var cores = (server.Processor - before) / Stopwatch.GetElapsedTime(began);
        await crowd.StandardInput.WriteLineAsync();
        var arrivals = JsonSerializer.Deserialize<List<Arrival>>(await crowd.StandardOutput.ReadToEndAsync())!;
        await crowd.WaitForExitAsync();
        if (arrivals.Count != Updates) throw new InvalidOperationException($"{Updates} posts made {arrivals.Count} updates.");
        double Milliseconds(long from, long to) => (to - from) * 1000.0 / Stopwatch.Frequency;
        return new Measured(
            arrivals.Select((one, i) => Milliseconds(sent[i], one.Last)).Max(),
            Workbench.Median(arrivals.Select((one, i) => Milliseconds(sent[i], one.Median))),
            arrivals.Sum(static one => one.Missing), cores, kilobytes);
    }

    private sealed record Measured(double Slowest, double Median, double Missing, double Cores, double Kilobytes);
}
