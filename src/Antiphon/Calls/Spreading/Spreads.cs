using System.Collections.Concurrent;
using Antiphon.Answers;
using Antiphon.Live;
using Antiphon.People.Links;
using Antiphon.Store;
using Antiphon.Tally;
using Microsoft.Extensions.Logging;

namespace Antiphon.Calls.Spreading;

/// <summary>
/// How each call that somebody looks at spread: kept up in the background when its ledger has grown, published as immutable snapshots that say up to which line they count. Nothing is worked
/// out for a visitor, and however large a call is, it costs a few per cent of one core: whoever works for a moment then rests for many.
/// </summary>
public sealed class Spreads : IAsyncDisposable
{
    /// <summary>Between two snapshots of one call, at least.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <summary>The first visitor after a start waits so long for a small call's first snapshot; a large one's comes later.</summary>
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);

    /// <summary>So much work of one run comes without rest: most calls are done by then.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(60);

    /// <summary>Rest after work, as a multiple of it: four per cent of a core.</summary>
    private const int RestFactor = 24;

    /// <summary>Numbers of the ledger that are read without a rest between.</summary>
    private const long Window = 4_096;

    /// <summary>People whose answers are kept in memory between two snapshots, some 120 bytes each; a call with more is folded again from nothing.</summary>
    private const int MostKept = 2_000_000;

    /// <summary>Calls kept up at most. Beyond it those that nothing happens to are let go, and come again when they are looked at.</summary>
    private const int MostCalls = 256;

    private readonly DataStore store;
    private readonly TimeProvider clock;
    private readonly ILogger<Spreads> log;
    private readonly ConcurrentDictionary<long, Kept> calls = new();
    private readonly SemaphoreSlim working = new(1);
    private readonly CancellationTokenSource stopping = new();
    private int running;

    public Spreads(DataStore store, Happenings happenings, TimeProvider clock, ILogger<Spreads> log)
    {
        this.store = store;
        this.clock = clock;
        this.log = log;
        happenings.Listen(Hear);
    }

    /// <summary>The latest snapshot; null where the first is not there yet.</summary>
    public async ValueTask<Spread?> Latest(Call call)
    {
        if (calls.Count > MostCalls) LetGo();
        var kept = calls.GetOrAdd(call.Id, static (id, post) => new Kept(id, post), call.Post);
        if (kept.Published is { } known) return known;
        Begin(kept);
        try
        {
            return await kept.First.Task.WaitAsync(FirstWait, clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>The line up to which a call's latest snapshot counts; -1 where there is none.</summary>
    public long Known(long call) => calls.TryGetValue(call, out var kept) && kept.Published is { } known ? known.Sequence : -1;

    /// <summary>The first snapshot that counts at least up to a line of the ledger.</summary>
    public async Task<Spread> UpTo(Call call, long sequence, CancellationToken cancel)
    {
        while (true)
        {
            await Latest(call).ConfigureAwait(false);
            var kept = calls[call.Id];
            var next = kept.Next.Task;
            if (kept.Published is { } known && known.Sequence >= sequence) return known;
            await next.WaitAsync(cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Snapshots there are, for whoever looks through all of them.</summary>
    public IEnumerable<Spread> All => calls.Values.Select(static kept => kept.Published).OfType<Spread>();

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(calls.Values.Select(static kept => kept.Work)).ConfigureAwait(false);
        stopping.Dispose();
        working.Dispose();
    }

    /// <summary>The call's own post, here and where else it was posted.</summary>
    internal static HashSet<PostKey> Roots(Sql sql, long call, long post) =>
        [new PostKey(Network.Fediverse, post), .. sql.Rows("SELECT network, key FROM call_origins WHERE call = $1", static row => new PostKey((Network)row.Int(0), row.Long(1)), call)];

    private void Hear(Happening happening)
    {
        if (happening is LinksChanged)
        {
            foreach (var kept in calls.Values.Where(static kept => kept.Asked)) Begin(kept);
            return;
        }

        var call = happening switch
        {
            EvidenceEntered entered => entered.Call,
            EvidenceLeft left => left.Call,
            EvidenceBatch batch => batch.Call,
            _ => 0,
        };
        if (call != 0 && calls.TryGetValue(call, out var known) && known.Asked) Begin(known);
    }

    private void Begin(Kept kept)
    {
        lock (kept.Gate)
        {
            kept.Asked = kept.Dirty = true;
            if (kept.Running || stopping.IsCancellationRequested) return;
            kept.Running = true;
            kept.Work = Task.Run(() => Run(kept));
        }
    }

    private async Task Run(Kept kept)
    {
        Interlocked.Increment(ref running);
        try
        {
            while (kept.TakeDirty())
            {
                var worked = await CatchUp(kept).ConfigureAwait(false);
                var rest = Rest(worked);
                await Task.Delay(rest > Pace ? rest : Pace, clock, stopping.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The next line of the ledger tries again.
            log.LogError(exception, "How a call spread could not be folded");
            kept.GiveUp();
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }

    /// <returns>How long it worked, rests aside.</returns>
    private async Task<TimeSpan> CatchUp(Kept kept)
    {
        // The number of the last change is read before the links are: a change in between is found the next time.
        var (changed, links, upTo, roots) = store.Read(sql =>
            (LinkRows.LastChange(sql), LinkRows.All(sql), sql.Number("SELECT max(seq) FROM ledger WHERE call = $1", kept.Call) ?? 0, Roots(sql, kept.Call, kept.Post)));

        // Where the call was posted elsewhere too became known later: what hung on nothing may hang on it.
        if (kept.Fold is null || !roots.SetEquals(kept.Roots) || (changed != kept.Changed && !kept.Fold.Relink(links))) kept.Fold = new SpreadFold(kept.Call, roots, links);
        (kept.Roots, kept.Changed) = (roots, changed);
        var fold = kept.Fold;
        var worked = TimeSpan.Zero;
        while (fold.Sequence < upTo)
        {
            worked += await Work(worked, () => Further(kept.Call, fold, upTo)).ConfigureAwait(false);
        }

        return worked + await Work(worked, () => kept.Publish(fold.Publish(clock.GetUtcNow().ToUnixTimeMilliseconds()), keep: fold.People <= MostKept)).ConfigureAwait(false);
    }

    private void Further(long call, SpreadFold fold, long upTo)
    {
        // From a call's first line on: numbers below it are other calls'.
        var first = store.Read(sql => sql.Number("SELECT min(seq) FROM ledger WHERE call = $1 AND seq > $2", call, fold.Sequence)) ?? upTo;
        var end = Math.Min(upTo, first + Window);
        store.Read(sql =>
        {
            SpreadLine.Each(sql, call, fold.Sequence, end, line => fold.Take(line));
            return end;
        });
        fold.Sequence = end;
    }

    /// <summary>One piece of work at a time over all calls, and a rest after each once a run has become a long one.</summary>
    private async Task<TimeSpan> Work(TimeSpan before, Action work)
    {
        await working.WaitAsync(stopping.Token).ConfigureAwait(false);
        TimeSpan took;
        try
        {
            var started = clock.GetTimestamp();
            work();
            took = clock.GetElapsedTime(started);
        }
        finally
        {
            working.Release();
        }

        if (before + took > AtOnce) await Task.Delay(Rest(took), clock, stopping.Token).ConfigureAwait(false);
        return took;
    }

    private TimeSpan Rest(TimeSpan worked) => worked * RestFactor * Math.Max(1, Volatile.Read(ref running));

    private void LetGo()
    {
        foreach (var (id, kept) in calls)
        {
            if (!kept.Running) calls.TryRemove(id, out _);
        }
    }

    private sealed class Kept(long call, long post)
    {
        public readonly Lock Gate = new();

        public long Call => call;

        public long Post => post;

        public SpreadFold? Fold { get; set; }

        /// <summary>The number of the last change of links that is in it.</summary>
        public long Changed { get; set; }

        public HashSet<PostKey> Roots { get; set; } = [];

        public volatile Spread? Published;
        public volatile bool Asked;
        public volatile bool Dirty;
        public volatile bool Running;
        private volatile TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Work { get; set; } = Task.CompletedTask;

        public TaskCompletionSource<Spread> First { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Completes with the next snapshot.</summary>
        public TaskCompletionSource Next => next;

        public bool TakeDirty()
        {
            lock (Gate)
            {
                Running = Dirty;
                Dirty = false;
                return Running;
            }
        }

        public void GiveUp()
        {
            lock (Gate)
            {
                Running = false;
                Fold = null;
            }
        }

        public void Publish(Spread spread, bool keep)
        {
            if (!keep) Fold = null;
            Published = spread;
            First.TrySetResult(spread);
            var waiting = next;
            next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.SetResult();
        }
    }
}
