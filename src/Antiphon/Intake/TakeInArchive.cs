using System.Diagnostics;
using System.Text.Json;
using Antiphon.Answers;
using Antiphon.Answers.Recognition;
using Antiphon.Calls;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Intake;

/// <summary>
/// Takes an archive's posts into the count of a call. Each batch is one unit that also says how far the file is done, so an interrupted import goes on where its last commit was;
/// and as posts are known by (network, key) and evidence by (call, person, post), doing it again changes nothing.
/// </summary>
public sealed class TakeInArchive(DataStore store, AllCalls calls, TimeProvider clock)
{
    private const int MostNamed = 100;

    /// <param name="batches">The file's rows from <paramref name="from"/> on; see <see cref="Begin"/>.</param>
    public async Task<ImportReport> Run(Call call, ArchiveFile file, long id, long from, IAsyncEnumerable<ArchiveBatch> batches, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        var sum = new Sum();
        var people = new ArchivedPeople(file.Network, file.Format);
        Task<Sum>? writing = null;
        await foreach (var batch in batches.WithCancellation(cancel).ConfigureAwait(false))
        {
            // While one batch is being written the next is read and parsed: one core each.
            if (writing is not null) sum.Add(await writing.ConfigureAwait(false));
            progress?.Report(new ImportProgress(from + sum.Read, file.Rows));
            writing = store.Write(tx => Write(tx, call, file, id, batch, people), cancel);
        }

        if (writing is not null) sum.Add(await writing.ConfigureAwait(false));
        progress?.Report(new ImportProgress(file.Rows, file.Rows));
        var report = sum.Report(file, from, clock.GetElapsedTime(started).TotalSeconds);
        await store.Write(tx => tx.Run("UPDATE files SET finished = $1, report = $2 WHERE id = $3", tx.Now, JsonSerializer.Serialize(report), id), cancel).ConfigureAwait(false);
        return report;
    }

    /// <summary>Notes the file, or finds it again by its hash.</summary>
    /// <returns>The file's number and how many of its rows an interrupted import had done. One that was finished is gone through again from the start.</returns>
    public Task<(long Id, long From)> Begin(Call call, ArchiveFile file) => store.Write(tx =>
    {
        var known = tx.First(
            "SELECT id, done, finished FROM files WHERE call = $1 AND sha256 = $2", static row => (Id: row.Long(0), Done: row.Long(1), Finished: row.LongOrNull(2)), call.Id, file.Sha256);
        if (known.Id != 0) return (known.Id, known.Finished is null ? known.Done : 0);
        var id = tx.NewId();
        tx.Run(
            "INSERT INTO files (id, call, name, sha256, format, rows, retrieved, started) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            id, call.Id, file.Name, file.Sha256, file.Format, file.Rows, file.Retrieved, tx.Now);
        return (id, 0L);
    });

    public Call? Call(string slug) => calls.Find(slug);

    private static Sum Write(Tx tx, Call call, ArchiveFile file, long id, ArchiveBatch batch, ArchivedPeople people)
    {
        var posts = batch.Posts;
        var sum = new Sum { Read = posts.Count + batch.Damaged.Count };
        sum.Damaged.AddRange(batch.Damaged.Take(MostNamed));
        sum.DamagedRows = batch.Damaged.Count;
        var authors = people.Ids(tx, posts);
        var keys = posts.Select(static p => p.Key).ToArray();
        var times = posts.Select(static p => p.At).ToArray();
        var fresh = Bulk.InsertNew(
            tx,
            "archived_posts",
            ["network", "key", "call"],
            posts.Count,
            BulkColumn.Same("call", call.Id),
            BulkColumn.Same("network", (long)file.Network),
            BulkColumn.Of("key", keys),
            BulkColumn.Of("author", authors),
            BulkColumn.Of("created", times),
            BulkColumn.Same("file", id),
            BulkColumn.Of("reported_boosts", posts.Select(static p => p.ReportedBoosts ?? BulkColumn.Null).ToArray()),
            BulkColumn.Of("reported_likes", posts.Select(static p => p.ReportedLikes ?? BulkColumn.Null).ToArray()));
        sum.New = fresh.Count(static f => f);
        var lines = Judge(call, file.Network, posts, authors, sum);
        LedgerBulk.Enter(tx, call.Id, id, lines, sum.Entered, out sum.Stories);
        tx.Run("UPDATE files SET done = $1 WHERE id = $2 AND done < $1", batch.Upto, id);
        return sum;
    }

    private static List<Line> Judge(Call call, Network network, IReadOnlyList<ArchivedPost> posts, long[] authors, Sum sum)
    {
        var lines = new List<Line>(posts.Count);
        for (var i = 0; i < posts.Count; i++)
        {
            var post = posts[i];
            if (post.At < call.Opened) sum.Before++;
            else if (!call.Counts(post.At)) sum.After++;
            else if (Recogniser.Judge(post.Words) is { Ring: { } ring } verdict)
            {
                // Attested by this server alone: an archive cannot be re-checked at its origin by those who read the page.
                lines.Add(new Line(post.Key, new Evidence(checked((int)authors[i]), post.At, ring, Tier.D, network, verdict.Kind, verdict.Story), verdict.Why));
            }
        }

        return lines;
    }

    private sealed class Sum
    {
        public long Read;
        public long New;
        public long Before;
        public long After;
        public long Stories;
        public long DamagedRows;
        public readonly List<DamagedRow> Damaged = [];
        public readonly Dictionary<Ring, long> Entered = [];

        /// <summary>Of a batch that is committed.</summary>
        public void Add(Sum other)
        {
            StoreMeter.TookIn(other.Read);
            Read += other.Read;
            New += other.New;
            Before += other.Before;
            After += other.After;
            Stories += other.Stories;
            DamagedRows += other.DamagedRows;
            Damaged.AddRange(other.Damaged.Take(Math.Max(0, MostNamed - Damaged.Count)));
            foreach (var (ring, n) in other.Entered) Entered[ring] = Entered.GetValueOrDefault(ring) + n;
        }

        public ImportReport Report(ArchiveFile file, long from, double seconds) => new(
            file.Name, file.Format, file.Rows, Read, from, New, Read - DamagedRows - New, Before, After, Entered, Stories, DamagedRows, Damaged, seconds);
    }
}
