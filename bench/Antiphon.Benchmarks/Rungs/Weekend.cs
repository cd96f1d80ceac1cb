using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Antiphon.Benchmarks.Processes;
using Antiphon.Networks.Archives;
using Antiphon.Networks.Archives.Lines;
using Microsoft.Data.Sqlite;

namespace Antiphon.Benchmarks.Rungs;

/// <summary>
/// The first day of the weekend, Facebook's reactions included: 12.5 million made-up events by <c>simulate</c>, taken in by <c>import</c> through a running server, while the call's page is
/// asked for. Everything that is counted must equal what is true of the file. The floor reads the same file and writes each event once into one table without an index, durably.
/// </summary>
internal sealed partial class Weekend : IRung
{
    private const long Events = 12_500_000;

    /// <summary>Between two requests for the page; a reader's patience is not what is measured.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    public string Name => "weekend";

    public async Task<IReadOnlyList<Figure>> Run(Workbench bench)
    {
        var directory = bench.NewDirectory();
        var file = Path.Combine(directory, "weekend.jsonl");
        await Child.Run("simulate", file, "--events", Events.ToString(CultureInfo.InvariantCulture), "--hours", "24");
        using var truth = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(directory, "weekend.truth.json")));
        var data = bench.NewDirectory();
        await using var server = await Child.Serve(data);
        await Child.Verb(data, "account", "create", "ada", "--email", "ada@example.org", "--password", "a long enough one");
        await Child.Verb(
            data, "call", "open", "--slug", "weekend", "--by", "ada", "--phrase", "me too", "--phrase", "moi aussi", "--phrase", "yo también", "--phrase", "ich auch", "--hashtag", "WorkedIll",
            "--text", "If you have ever gone to work ill because you could not afford to stay home, answer me too.", "--at", truth.RootElement.GetProperty("call").GetString()!);

        using var over = new CancellationTokenSource();
        var asking = Ask(server, over.Token);
        var posts = truth.RootElement.GetProperty("call_posts").EnumerateArray().SelectMany(static post => (string[])["--call-post", post.GetString()!]);
        var (report, seconds, worst) = await Import([file, "--call", "weekend", "--json", .. posts, "--data", data]);
        await over.CancelAsync();
        var page = (await asking).Order().ToArray();
        var read = report.RootElement.GetProperty("read").GetInt64();
        var memory = HighWater(server.Process.Id);
        var unlike = await Differences(server, truth.RootElement);
        foreach (var one in unlike) await Console.Error.WriteLineAsync($"  {one}");
        return
        [
            new Figure("a day of 12.5 million events", "events/s", read / seconds, await Bare(Path.Combine(directory, "floor.db"), file), Goal.AtLeast(200_000, "≥ 200,000 events/s"), "by import, through a running server, durable and counted; floor: one table without index"),
            new Figure("the server's memory meanwhile", "MB", memory, null, Goal.Under(1_500, "< 1,500 MB"), "the most that was resident"),
            new Figure("the call's page meanwhile, p99", "ms", page[(int)(page.Length * 0.99)], null, Goal.Under(20, "< 20 ms"), $"{page.Length:N0} requests, one after the other; p50 {page[page.Length / 2]:0.0} ms, worst {page[^1]:0} ms"),
            new Figure("figures unlike the truth", "", unlike.Count, null, Goal.Under(1, "none"), "people, rings, networks, posts, boosts, likes, stories, peak hour, every hour"),
            new Figure("the progress bar's worst error about its end", "%", worst * 100, null, Goal.Under(20, "< 20 %"), "of the whole time, once a fifth was done"),
        ];
    }

    private static async Task<(JsonDocument Report, double Seconds, double Worst)> Import(string[] arguments)
    {
        var said = new List<(double At, double Left)>();
        using var verb = Child.Start(Child.Server, ["import", .. arguments], talk: true);
        var started = Stopwatch.StartNew();
        var output = verb.StandardOutput.ReadToEndAsync();
        var other = new List<string>();
        while (await verb.StandardError.ReadLineAsync() is { } line)
        {
            if (Progress().Match(line) is { Success: true } match)
            {
                if (int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) >= 20) said.Add((started.Elapsed.TotalSeconds, double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)));
            }
            else
            {
                other.Add(line);
            }
        }

        await verb.WaitForExitAsync();
        if (verb.ExitCode != 0) throw new InvalidOperationException($"The import ended with {verb.ExitCode}: {string.Join(' ', other)}");
        var seconds = started.Elapsed.TotalSeconds;
        return (JsonDocument.Parse(await output), seconds, said.Count == 0 ? 1 : said.Max(one => Math.Abs(one.At + one.Left - seconds) / seconds));
    }

    [GeneratedRegex(@"\((\d+) %\).*about (\d+) s left")]
    private static partial Regex Progress();

    private static async Task<List<double>> Ask(Child server, CancellationToken over)
    {
        var times = new List<double>();
        using var http = new HttpClient { BaseAddress = new Uri(server.Url) };
        while (!over.IsCancellationRequested)
        {
            var started = Stopwatch.GetTimestamp();
            using var answer = await http.GetAsync("/calls/weekend", CancellationToken.None);
            await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            await Task.Delay(Between, CancellationToken.None);
        }

        return times;
    }

    /// <summary>Resident memory at its highest, in MB, as the kernel has kept it.</summary>
    private static double HighWater(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(static line => line.StartsWith("VmHWM", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / 1e6;
    }

    private static async Task<List<string>> Differences(Child server, JsonElement truth)
    {
        using var http = new HttpClient { BaseAddress = new Uri(server.Url) };
        JsonDocument? counted = null;
        for (var patience = 0; patience < 40; patience++)
        {
            counted?.Dispose();
            counted = JsonDocument.Parse(await http.GetStringAsync("/calls/weekend.json"));
            if (counted.RootElement.GetProperty("likes").GetInt64() == truth.GetProperty("likes").GetInt64()) break;

            // The board publishes four times a second.
            await Task.Delay(100);
        }

        var ours = counted!.RootElement;
        var unlike = new List<string>();
        void Same(string what, JsonElement mine, JsonElement its)
        {
            if (mine.ToString() != its.ToString()) unlike.Add($"{what}: counted {mine}, true {its}");
        }

        foreach (var ring in (string[])["answered", "joined", "amplified"])
        {
            Same($"{ring} at least", ours.GetProperty(ring).GetProperty("at_least"), truth.GetProperty(ring).GetProperty("at_least"));
            Same($"{ring} at most", ours.GetProperty(ring).GetProperty("at_most"), truth.GetProperty(ring).GetProperty("at_most"));
        }

        foreach (var network in truth.GetProperty("answered").GetProperty("by_network").EnumerateObject()) Same($"answered on {network.Name}", ours.GetProperty("answered").GetProperty("by_network").GetProperty(network.Name), network.Value);
        foreach (var figure in (string[])["stories", "posts", "replies", "boosts", "likes"]) Same(figure, ours.GetProperty(figure), truth.GetProperty(figure));
        var hours = ours.GetProperty("series").EnumerateArray().ToDictionary(static hour => hour.GetProperty("t").GetDateTimeOffset());
        foreach (var hour in truth.GetProperty("series").EnumerateArray())
        {
            foreach (var figure in (string[])["answered", "joined", "posts"]) Same($"{figure} in {hour.GetProperty("t")}", hours[hour.GetProperty("t").GetDateTimeOffset()].GetProperty(figure), hour.GetProperty(figure));
        }

        counted.Dispose();
        return unlike;
    }

    private static async Task<double> Bare(string database, string file)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        await connection.OpenAsync();
        await Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE log (kind INTEGER, network INTEGER, author INTEGER, key INTEGER, at INTEGER, target INTEGER) STRICT");
        var started = Stopwatch.GetTimestamp();
        long rows = 0;
        var opened = await OpenArchive.At(file, CancellationToken.None);
        var archive = opened.Value;
        SqliteTransaction? transaction = null;
        await foreach (var batch in new AntiphonLines().Read(archive, CancellationToken.None))
        {
            transaction ??= connection.BeginTransaction();
            await using var insert = connection.CreateCommand();
            insert.Transaction = transaction;
            insert.CommandText = "INSERT INTO log VALUES ($1, $2, $3, $4, $5, $6)";
            var values = Enumerable.Range(1, 6).Select(i => insert.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" })).ToArray();
            foreach (var item in batch.Items)
            {
                values[0].Value = (int)item.Kind;
                values[1].Value = (int)item.Network;
                values[2].Value = item.Author;
                values[3].Value = item.Key;
                values[4].Value = item.At;
                values[5].Value = item.Target;
                rows += await insert.ExecuteNonQueryAsync();
            }

            if (rows % 100_000 < 10_000)
            {
                await transaction.CommitAsync();
                transaction = null;
            }
        }

        if (transaction is not null) await transaction.CommitAsync();
        return rows / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task Run(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
