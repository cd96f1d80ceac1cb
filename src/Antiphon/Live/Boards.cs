using System.Collections.Concurrent;
using Antiphon.Answers;
using Antiphon.People.Links;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Live;

/// <summary>A call's published count: the same object for all readers, so that a front can serialise it once for all of them.</summary>
/// <param name="AsOf">UTC ms of publication.</param>
public sealed record CallFrame(long Call, Count Count, long AsOf)
{
    private readonly ConcurrentDictionary<string, object> rendered = new();

    /// <summary>The ledger's line up to which this counts: the entity tag of everything made from it.</summary>
    public long Sequence => Count.Sequence;

    /// <summary>What a front makes of this frame, made once.</summary>
    public T Rendered<T>(string form, Func<CallFrame, T> render)
        where T : class => (T)rendered.GetOrAdd(form, _ => render(this));
}

/// <summary>
/// A live count per call. Boards hear of the ledger's lines after their commit and are rebuilt from the ledger when the server starts; they are published when something changed,
/// at most four times a second, and readers of a stream get the latest frame, never a queue of old ones.
/// </summary>
public sealed class Boards : IAsyncDisposable
{
    /// <summary>Between two frames of one call, at least.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    /// <summary>Between two attempts to fold a ledger that could not be read.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly DataStore store;
    private readonly TimeProvider clock;
    private readonly ConcurrentDictionary<long, Task<LiveBoard>> boards = new();
    private readonly ConcurrentDictionary<long, LiveBoard> live = new();
    private readonly Lock loading = new();
    private readonly SemaphoreSlim changed = new(0, 1);
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationToken stops;
    private readonly Task publishing;
    private readonly ConcurrentDictionary<long, Task> settling = new();

    public Boards(DataStore store, Happenings happenings, TimeProvider clock)
    {
        this.store = store;
        this.clock = clock;
        stops = stopping.Token;
        happenings.Listen(Hear);
        publishing = Task.Run(Publish);
    }

    /// <summary>How many calls' counts are in memory.</summary>
    public int Live => live.Count;

    /// <summary>The count as it is now: whoever has just answered sees themselves in it.</summary>
    public async ValueTask<CallFrame> Now(long call)
    {
        var board = await Board(call).ConfigureAwait(false);
        await board.Settled.WaitAsync(stops).ConfigureAwait(false);
        return board.Current();
    }

    /// <summary>The latest frame published at the boards' pace; what pages and data for everybody are made from.</summary>
    public async ValueTask<CallFrame> Latest(long call) => (await Board(call).ConfigureAwait(false)).Published;

    /// <summary>The latest published frame where the count is in memory; otherwise null, and it is fetched beside the caller, who cannot wait.</summary>
    public CallFrame? Known(long call)
    {
        if (live.TryGetValue(call, out var board)) return board.Published;
        _ = Board(call);
        return null;
    }

    /// <summary>The next frame that is newer than <paramref name="sequence"/>; at once if there is one.</summary>
    public async ValueTask<CallFrame> Next(long call, long sequence, CancellationToken cancel)
    {
        var board = await Board(call).ConfigureAwait(false);
        board.Watch();
        while (true)
        {
            var next = board.Changed;
            if (board.Published.Sequence > sequence) return board.Published;
            await next.WaitAsync(cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Completes when somebody looks at the call's live count, for the first time since the server started.</summary>
    public async Task Watched(long call, CancellationToken cancel) => await (await Board(call).ConfigureAwait(false)).Watched.WaitAsync(cancel).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await publishing.ConfigureAwait(false);
        await Task.WhenAll(settling.Values).ConfigureAwait(false);
        stopping.Dispose();
        changed.Dispose();
    }

    private Task<LiveBoard> Board(long call)
    {
        if (boards.TryGetValue(call, out var known) && !known.IsFaulted) return known;

        // One load at a time: of two boards of one call only the later would hear of what happens, while readers hold the earlier.
        lock (loading)
        {
            if (boards.TryGetValue(call, out known) && !known.IsFaulted) return known;
            return boards[call] = Task.Run(() => Load(call));
        }
    }

    private async Task<LiveBoard> Load(long call)
    {
        try
        {
            return await Fold(call, board => live[call] = new LiveBoard(call, board, clock)).ConfigureAwait(false);
        }
        catch
        {
            live.TryRemove(call, out _);
            throw;
        }
    }

    /// <summary>
    /// Most lines are read beside the writer; what came in meanwhile is read on its thread, which is also the one that tells what happens: from this unit on the board
    /// hears every line, and lines told late that it has read already are known by their number.
    /// </summary>
    private async Task<LiveBoard> Fold(long call, Func<Board, LiveBoard> goLive)
    {
        while (true)
        {
            stops.ThrowIfCancellationRequested();
            var folded = store.Read(sql => Ledgers.Fold(sql, call));
            var board = await store.Write(tx => Ledgers.CatchUp(tx, call, folded) ? goLive(folded.Board) : null).ConfigureAwait(false);
            if (board is not null) return board;
        }
    }

    /// <summary>Folds a call anew beside the writer because people linked accounts that took part in it.</summary>
    private async Task Settle(long call, LiveBoard board)
    {
        while (!stops.IsCancellationRequested)
        {
            try
            {
                await Fold(call, fresh =>
                {
                    board.Settle(fresh);
                    return board;
                }).ConfigureAwait(false);
                Say();
                return;
            }
            catch (Exception) when (!stops.IsCancellationRequested)
            {
                // A busy or lost store: the count stays as it was until the ledger can be read.
                await Task.Delay(Retry, clock, stops).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Relink(LinksChanged later)
    {
        foreach (var (call, board) in live)
        {
            if (board.Relink(later)) settling[call] = Task.Run(() => Settle(call, board));
        }

        Say();
    }

    private void Hear(Happening happening)
    {
        if (happening is LinksChanged later) Relink(later);
        var call = happening switch
        {
            EvidenceEntered entered => entered.Call,
            EvidenceLeft left => left.Call,
            EvidenceBatch batch => batch.Call,
            _ => 0,
        };
        if (call != 0 && live.TryGetValue(call, out var board)) Apply(board, happening);
    }

    private void Apply(LiveBoard board, Happening happening)
    {
        if (board.Apply(happening)) Say();
    }

    /// <summary>There is something to publish.</summary>
    private void Say()
    {
        if (changed.CurrentCount == 0)
        {
            try
            {
                changed.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else has just said so.
            }
        }
    }

    private async Task Publish()
    {
        try
        {
            while (true)
            {
                await changed.WaitAsync(stops).ConfigureAwait(false);
                foreach (var board in live.Values) board.Publish();

                await Task.Delay(Pace, clock, stops).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }
}
