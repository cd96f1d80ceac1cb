using System.Text.Json;
using Antiphon.Calls;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Intake;

/// <summary>
/// Takes what an archive says into the count of a call. Everything is kept as a fact about a post, a boost, a like or a withdrawal first, and what is in the ledger follows from the facts of
/// all files together: in whatever order, in however many pieces and however often they come, the figures are the same. While one part is written the next is read: one core each.
/// </summary>
public sealed class TakeInArchive(DataStore store, AllCalls calls, ArchivedPeople people, TimeProvider clock)
{
    // Each holds the writer for a fifth to a third of a second on a quiet machine, so that live posts get in between.
    private const int ActsInAUnit = 65_536;
    private const int PeopleInAUnit = 65_536;
    private const int PostsInAUnit = 16_384;
    private const int AbsencesInAUnit = 1_024;

    /// <summary>What has been gathered is not kept back for longer when the reader has nothing more at the moment.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    /// <param name="rows">All rows of the file from its start; those that were done before are passed over.</param>
    /// <param name="id">The file's number; see <see cref="Begin"/>.</param>
    /// <param name="from">How many rows of it were done before.</param>
    public async Task<ImportReport> Run(Call call, ArchiveFile file, long id, long from, IAsyncEnumerable<ArchivedRows> rows, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        var sum = new Taken();
        using var known = people.Use(store);
        var writing = Task.CompletedTask;
        var (gathered, written) = (new Gathered(call, file), new Gathered(call, file));
        var notes = new List<string>();
        var upto = from;
        var reader = rows.GetAsyncEnumerator(cancel);
        await store.Write(static tx => tx.MakeRoom(), cancel).ConfigureAwait(false);
        try
        {
            // An import that was killed may have left some of this to do.
            sum.Add(await new AmplifiersDue(store, call, people).Run().ConfigureAwait(false));
            await new AmplifiersOfTheGone(store, call).Run().ConfigureAwait(false);
            var more = reader.MoveNextAsync().AsTask();
            while (true)
            {
                var waited = more.IsCompleted || await Task.WhenAny(more, Task.Delay(Patience, clock, cancel)).ConfigureAwait(false) == more;
                if (!gathered.IsEmpty && (!waited || gathered.IsFull))
                {
                    await writing.ConfigureAwait(false);
                    (written, gathered) = (gathered, written.Behind(gathered));
                    var part = written;
                    writing = Task.Run(() => Write(call, file, id, part, sum, progress, cancel), cancel);
                }

                if (!waited) continue;
                try
                {
                    if (!await more.ConfigureAwait(false)) break;
                }
                catch (InvalidDataException)
                {
                    // Where nothing can be read any further: what stands before that is taken in, and whoever reads is told.
                    await writing.ConfigureAwait(false);
                    await Finish(call, file, id, gathered, sum, progress, cancel).ConfigureAwait(false);
                    throw;
                }

                var batch = reader.Current;
                upto = batch.Upto;
                notes.AddRange(batch.Notes);

                // What only the end of a file shows comes without rows, and may not have been written when all rows were.
                if (batch.Upto > from || batch.Rows == 0) gathered.Take(batch);
                more = reader.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            // Nothing of this import is on its way when it ends, however it ends.
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await reader.DisposeAsync().ConfigureAwait(false);
            await store.Write(static tx => tx.GiveRoomBack(), CancellationToken.None).ConfigureAwait(false);
        }

        await writing.ConfigureAwait(false);
        await Finish(call, file, id, gathered, sum, progress, cancel).ConfigureAwait(false);
        progress?.Report(new ImportProgress(upto, upto));
        var report = sum.Report(file, upto, from, clock.GetElapsedTime(started).TotalSeconds) with { Notes = notes };
        await store.Write(
            tx =>
            {
                tx.Happened(new CallChanged(call.Id));
                return tx.Run("UPDATE files SET finished = $1, report = $2, rows = $3 WHERE id = $4", tx.Now, JsonSerializer.Serialize(report), upto, id);
            },
            cancel).ConfigureAwait(false);
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
            "INSERT INTO files (id, call, name, sha256, format, rows, retrieved, started, owner) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            id, call.Id, file.Name, file.Sha256, file.Format, file.Rows, file.Retrieved, tx.Now, file.Owner);
        tx.Happened(new CallChanged(call.Id));
        return (id, 0L);
    });

    public Call? Call(string slug) => calls.Find(slug);

    private async Task Finish(Call call, ArchiveFile file, long id, Gathered rest, Taken sum, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        if (!rest.IsEmpty) await Write(call, file, id, rest, sum, progress, cancel).ConfigureAwait(false);
        sum.Add(await new AmplifiersDue(store, call, people).Run().ConfigureAwait(false));
        await new AmplifiersOfTheGone(store, call).Run().ConfigureAwait(false);
    }

    private async Task Write(Call call, ArchiveFile file, long id, Gathered part, Taken sum, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        sum.Add(part.Sum);
        var (first, done) = (part.Upto - part.Sum.Read, 0);
        async Task Unit(int steps, Func<Tx, Taken, int> work)
        {
            sum.Add(await store.Write(tx => OneUnit(tx, work), cancel).ConfigureAwait(false));
            done += steps;
            progress?.Report(new ImportProgress(first + (part.Upto - first) * done / Math.Max(1, part.Steps), file.Rows));
        }

        var posts = part.Posts();
        await Posts(call, id, posts, Unit, cancel).ConfigureAwait(false);
        await Acts(call, id, part.Acts, Unit, cancel).ConfigureAwait(false);
        foreach (var some in part.Absences.Chunk(AbsencesInAUnit))
        {
            await Unit(some.Length, (tx, taken) =>
            {
                new TakeOut(tx, calls, people, id, taken).Run(some);
                return 0;
            }).ConfigureAwait(false);
        }

        await Unit(0, (tx, taken) =>
        {
            taken.Claims = ClaimRows.Note(tx, call.Id, id, file, part.Claims);
            if (taken.Claims > 0) tx.Happened(new CallChanged(call.Id));
            return tx.Run("UPDATE files SET done = $1 WHERE id = $2 AND done < $1", part.Upto, id);
        }).ConfigureAwait(false);
        StoreMeter.TookIn(part.Sum.Read);
    }

    private async Task Posts(Call call, long id, PostFact[] posts, Func<int, Func<Tx, Taken, int>, Task> unit, CancellationToken cancel)
    {
        for (var from = 0; from < posts.Length; from += PostsInAUnit)
        {
            cancel.ThrowIfCancellationRequested();
            var some = new ArraySegment<PostFact>(posts, from, Math.Min(PostsInAUnit, posts.Length - from));
            await unit(some.Count * Gathered.StepsOfAPost, (tx, taken) =>
            {
                Resolve(tx, some);
                new TakeInPosts(tx, call, people, id, taken).Run(some);
                return 0;
            }).ConfigureAwait(false);
        }
    }

    private async Task Acts(Call call, long id, List<Act> acts, Func<int, Func<Tx, Taken, int>, Task> unit, CancellationToken cancel)
    {
        var persons = new int[acts.Count];
        for (var from = 0; from < acts.Count; from += PeopleInAUnit)
        {
            var (start, count) = (from, Math.Min(PeopleInAUnit, acts.Count - from));
            await unit(0, (tx, _) =>
            {
                var keys = new (Network, long)[count];
                for (var i = 0; i < count; i++) keys[i] = (acts[start + i].Network, acts[start + i].Author);
                people.Ids(tx, keys, persons.AsSpan(start, count));
                return 0;
            }).ConfigureAwait(false);
        }

        var order = TakeInActs.Order(acts, persons);
        var taking = new TakeInActs(call, people, id);
        if (order.Length < acts.Count) await unit(acts.Count - order.Length, (_, taken) => (int)(taken.Known += acts.Count - order.Length)).ConfigureAwait(false);
        await unit(0, (tx, _) => (order = taking.WaitingLast(tx, acts, persons, order)).Length).ConfigureAwait(false);
        for (var from = 0; from < order.Length; from += ActsInAUnit)
        {
            cancel.ThrowIfCancellationRequested();
            var some = new ArraySegment<int>(order, from, Math.Min(ActsInAUnit, order.Length - from));
            await unit(some.Count, (tx, taken) =>
            {
                taking.Run(tx, acts, persons, some, taken);
                return 0;
            }).ConfigureAwait(false);
        }
    }

    private void Resolve(Tx tx, ArraySegment<PostFact> posts)
    {
        var (keys, ids) = (new (Network, long)[posts.Count], new int[posts.Count]);
        for (var i = 0; i < keys.Length; i++) keys[i] = (posts[i].Network, posts[i].AuthorKey);
        people.Ids(tx, keys, ids);
        for (var i = 0; i < ids.Length; i++) posts[i].Author = ids[i];
    }

    private Taken OneUnit(Tx tx, Func<Tx, Taken, int> work)
    {
        var taken = new Taken();
        try
        {
            work(tx, taken);
            return taken;
        }
        catch
        {
            people.Forget();
            throw;
        }
    }
}
