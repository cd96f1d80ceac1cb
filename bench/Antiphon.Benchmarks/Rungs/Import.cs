using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Antiphon.Benchmarks.Processes;
using Antiphon.Networks.Archives;
using Microsoft.Data.Sqlite;

namespace Antiphon.Benchmarks.Rungs;

/// <summary>
/// A first import, by the command that everybody uses, in a process of its own: file to durable and counted. Given the replay it reads that; without it, as many made-up rows. The floor
/// reads the same file and writes each row once into one table without an index, durably, in transactions as large.
/// </summary>
internal sealed class Import : IRung
{
    private const int Rounds = 5;
    private const long Opened = 1_508_098_871;

    public string Name => "import";

    public async Task<IReadOnlyList<Figure>> Run(Workbench bench)
    {
        var replay = Path.GetFullPath(Path.Combine("..", "shared", "data", "metoo-2017", "replay.csv.gz"));
        var file = File.Exists(replay) ? replay : MadeUp(bench.NewDirectory());
        List<double> ours = [], again = [], floor = [];
        for (var round = 0; round < Rounds; round++)
        {
            var directory = bench.NewDirectory();
            await Child.Verb(directory, "account", "create", "ada", "--email", "ada@example.org", "--password", "a long enough one");
            await Child.Verb(
                directory, "call", "open", "--slug", "metoo", "--by", "ada", "--phrase", "me too", "--hashtag", "MeToo", "--text", "If it happened to you, answer \"me too\".",
                "--at", DateTimeOffset.FromUnixTimeSeconds(Opened).ToString("o", CultureInfo.InvariantCulture));
            ours.Add(await Once(directory, file));
            again.Add(await Once(directory, file));
            floor.Add(await Bare(Path.Combine(directory, "floor.db"), file));
        }

        var note = file == replay ? "the replay, first time, in a fresh process" : "made-up rows (the replay is not beside this checkout)";
        return
        [
            new Figure("import of an archive", "posts/s", Workbench.Median(ours), Workbench.Median(floor), Goal.AtLeast(100_000, "≥ 100,000 posts/s"), note + "; floor: one table without index"),
            new Figure("the same file again", "posts/s", Workbench.Median(again), Workbench.Median(floor), Goal.AtLeast(100_000, "≥ 100,000 posts/s"), "every post is found to be known"),
        ];
    }

    private static async Task<double> Once(string directory, string file)
    {
        using var report = JsonDocument.Parse(await Child.Verb(directory, "import", file, "--call", "metoo", "--json"));
        return report.RootElement.GetProperty("read").GetInt64() / report.RootElement.GetProperty("seconds").GetDouble();
    }

    private static async Task<double> Bare(string database, string file)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        await connection.OpenAsync();
        await Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE log (author INTEGER, key INTEGER, at INTEGER, boosts INTEGER, likes INTEGER) STRICT");
        var started = Stopwatch.GetTimestamp();
        long rows = 0;
        var archive = (await OpenArchive.At(file, CancellationToken.None)).Value;
        await foreach (var batch in new ReplayReader().Read(archive, CancellationToken.None))
        {
            await using var transaction = connection.BeginTransaction();
            await using var insert = connection.CreateCommand();
            insert.Transaction = transaction;
            insert.CommandText = "INSERT INTO log VALUES ($1, $2, $3, $4, $5)";
            var values = Enumerable.Range(1, 5).Select(i => insert.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" })).ToArray();
            foreach (var post in batch.Items)
            {
                values[0].Value = post.Author;
                values[1].Value = post.Key;
                values[2].Value = post.At;
                values[3].Value = post.ReportedBoosts ?? (object)DBNull.Value;
                values[4].Value = post.ReportedLikes ?? (object)DBNull.Value;
                rows += await insert.ExecuteNonQueryAsync();
            }

            await transaction.CommitAsync();
        }

        return rows / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task Run(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>As many rows and people as a weekend had, with the same shape.</summary>
    private static string MadeUp(string directory)
    {
        var random = new Random(2017);
        var file = Path.Combine(directory, "made-up.csv");
        using var lines = new StreamWriter(file);
        lines.WriteLine(ReplayReader.Header);
        for (var i = 0; i < 75_526; i++)
        {
            var author = (long)(random.NextDouble() * random.NextDouble() * 70_000);
            lines.WriteLine($"{Opened + i},{random.NextInt64(1L << 52):x},{(author + 1) * 0x9E3779B1:x},{i:x},1,0,0,0,0,,{random.Next(9)},{random.Next(90)},{(random.Next(3) == 0 ? "0-3" : "11-25")},{random.Next(2)},0");
        }

        return file;
    }
}
