using System.Diagnostics;
using Antiphon.Answers;
using Antiphon.Answers.Recognition;
using Antiphon.Live;
using Antiphon.Store;
using Antiphon.Tally;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Antiphon.Benchmarks.Rungs;

/// <summary>
/// Answers come in from many at once: each text is recognised, its evidence entered in the ledger by a unit of its own, and answered after the commit with <c>synchronous=FULL</c>. The
/// floor is one table without an index, written in transactions of the same number of rows, with nobody waiting for an answer.
/// </summary>
internal sealed class LedgerIntake : IRung
{
    private const int Producers = 4_096;
    private const int Each = 100;
    private const int Rounds = 3;

    private static readonly string[] Texts =
    [
        "me too", "Me too. Three winters in a row, and nobody asked.", "#WorkedIll", "Moi aussi", "me too, and my sister as well #WorkedIll",
    ];

    public string Name => "intake";

    public async Task<IReadOnlyList<Figure>> Run(Workbench bench)
    {
        List<double> ours = [], floor = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var (mine, rows) = await Ours(bench.NewDirectory());
            var its = Floor(Path.Combine(bench.NewDirectory(), "floor.db"), rows);
            if (round == 0) continue;
            ours.Add(mine);
            floor.Add(its);
        }

        return
        [
            new Figure("ledger intake", "answers/s", Workbench.Median(ours), Workbench.Median(floor), Goal.AtLeast(100_000, "≥ 100,000 answers/s"), $"{Producers:#,0} at once, each recognised and acknowledged; floor: one table without index"),
        ];
    }

    private static async Task<(double PerSecond, int RowsInACommit)> Ours(string directory)
    {
        await using var store = await DataStore.Open(new StoreOptions(), directory, new Happenings(NullLogger<Happenings>.Instance), TimeProvider.System);
        var recogniser = new Recogniser(new CallTerms("If you have ever gone to work ill because you could not afford to stay home, answer \"me too\".", ["me too", "moi aussi"], ["WorkedIll"]));
        const long call = 1;
        var at = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var started = Stopwatch.GetTimestamp();
        var commits = store.Writer.Commits;
        await Task.WhenAll(Enumerable.Range(0, Producers).Select(producer => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                var judgement = recogniser.Judge(new Words(Texts[(producer + i) % Texts.Length], Attachment.ReplyInThread, Public: true, Bot: false, Language: null, QuotedText: null, DeclaredStory: false));
                var evidence = new Evidence(i * Producers + producer, at, judgement.Ring!.Value, Tier.D, Network.Fediverse, judgement.Kind, judgement.Story);
                if (!await store.Write(tx => Ledger.Enter(tx, call, evidence.Person + 1, evidence, judgement.Why))) throw new InvalidOperationException("An answer was there already.");
            }
        })));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var counted = store.Read(static sql => sql.Number("SELECT count(*) FROM evidence e JOIN ledger l ON l.seq = e.seq"));
        if (counted != Producers * Each) throw new InvalidOperationException($"{Producers * Each} answers were acknowledged and {counted} are there.");
        return (Producers * Each / seconds, (int)(Producers * Each / (store.Writer.Commits - commits)));
    }

    private static double Floor(string database, int rowsInACommit)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using (var begin = connection.CreateCommand())
        {
            begin.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE log (seq INTEGER PRIMARY KEY, a INTEGER, b INTEGER, c INTEGER, d INTEGER, e INTEGER, f INTEGER, g INTEGER, h INTEGER) STRICT";
            begin.ExecuteNonQuery();
        }

        var started = Stopwatch.GetTimestamp();
        for (var row = 0; row < Producers * Each;)
        {
            using var transaction = connection.BeginTransaction();
            using var insert = connection.CreateCommand();
            insert.Transaction = transaction;
            insert.CommandText = "INSERT INTO log VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
            var values = Enumerable.Range(1, 9).Select(i => insert.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" })).ToArray();
            for (var i = 0; i < rowsInACommit; i++)
            {
                foreach (var value in values) value.Value = (long)row;
                row += insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return Producers * Each / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
