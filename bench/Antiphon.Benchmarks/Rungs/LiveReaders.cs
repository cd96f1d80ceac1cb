using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Antiphon.Benchmarks.Load;
using Antiphon.Benchmarks.Processes;

namespace Antiphon.Benchmarks.Rungs;

/// <summary>
/// Five thousand readers of one call while answers come in: the time from sending an answer until the last reader's stream knows of it. The floor is a bare Kestrel that sends as many
/// bytes to as many streams, without the quarter of a second that a board waits so as not to publish more often.
/// </summary>
internal sealed class LiveReaders : IRung
{
    private const int Crowd = 5_000;
    private const int Answers = 40;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(300);

    public string Name => "live";

    public async Task<IReadOnlyList<Figure>> Run(Workbench bench)
    {
        var village = await bench.Village();
        var ours = await Watch(village.Server, $"/calls/{Village.Slug}/live", i => village.Post(i, $"me too, {i} times", village.CallPost));
        await using var bare = await Child.Bare(Encoding.ASCII.GetBytes(new string('x', 180)), "text/plain", bench.NewDirectory());
        using var http = new HttpClient { BaseAddress = new Uri(bare.Url) };
        var floor = await Watch(bare, "/live", async _ => (await http.PostAsync("/tick", null)).Dispose());
        return
        [
            new Figure(
                $"{Crowd:#,0} live readers, slowest", "ms", ours.Slowest, floor.Slowest, Goal.Under(1_000, "< 1,000 ms"),
                $"worst of {Answers} answers × {Crowd:#,0} readers; median {ours.Median:0} ms, floor {floor.Median:0}; processor {ours.Cores:P0} of a core, floor {floor.Cores:P0}"),
            new Figure("frames that never came", "", ours.Missing, floor.Missing, Goal.Under(1, "none"), string.Empty),
        ];
    }

    private static async Task<(double Slowest, double Median, double Missing, double Cores)> Watch(Child server, string path, Func<int, Task> change)
    {
        using var crowd = Child.Start(
            typeof(LiveReaders).Assembly.Location, [Readers.Role, server.Url + path, Crowd.ToString(CultureInfo.InvariantCulture)], talk: true);
        var errors = crowd.StandardError.ReadToEndAsync();
        if (await crowd.StandardOutput.ReadLineAsync() != "ready") throw new InvalidOperationException($"Not every reader got in: {await errors}");
        await Task.Delay(TimeSpan.FromSeconds(2));
        var before = server.Processor;
        var began = Stopwatch.GetTimestamp();
        var sent = new long[Answers];
        for (var i = 0; i < Answers; i++)
        {
            sent[i] = Stopwatch.GetTimestamp();
            await change(i);
            await Task.Delay(Between);
        }

        await Task.Delay(TimeSpan.FromSeconds(2));
        var cores = (server.Processor - before) / Stopwatch.GetElapsedTime(began);
        await crowd.StandardInput.WriteLineAsync();
        var arrivals = JsonSerializer.Deserialize<List<Arrival>>(await crowd.StandardOutput.ReadToEndAsync())!;
        await crowd.WaitForExitAsync();

        // One line of the ledger for each answer and for nothing else, so that the n-th change is the n-th answer.
        if (arrivals.Count != Answers) throw new InvalidOperationException($"{Answers} answers made {arrivals.Count} changes.");
        double Milliseconds(long from, long to) => (to - from) * 1000.0 / Stopwatch.Frequency;
        return (
            arrivals.Select((a, i) => Milliseconds(sent[i], a.Last)).Max(),
            Workbench.Median(arrivals.Select((a, i) => Milliseconds(sent[i], a.Median))),
            arrivals.Sum(static a => a.Missing),
            cores);
    }
}
