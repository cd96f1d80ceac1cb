using Antiphon.Answers;
using Antiphon.People.Links;
using Antiphon.Tally;

namespace Antiphon.Live;

/// <summary>One call's board, guarded by a lock that is held for nanoseconds by the writer's thread and for microseconds when a frame is made.</summary>
internal sealed class LiveBoard
{
    private readonly Lock gate = new();
    private readonly long call;
    private Board board;
    private readonly TimeProvider clock;
    private bool dirty;
    private TaskCompletionSource? settling;
    private volatile TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile CallFrame published;
    private CallFrame current;

    public LiveBoard(long call, Board board, TimeProvider clock)
    {
        this.call = call;
        this.board = board;
        this.clock = clock;
        current = published = Frame();
    }

    public CallFrame Published => published;

    /// <summary>Completes with the next publication.</summary>
    public Task Changed => next.Task;

    /// <returns>Whether it was news.</returns>
    public bool Apply(Happening happening)
    {
        lock (gate)
        {
            // While the ledger is folded anew, that fold takes these lines in.
            if (settling is not null) return false;
            switch (happening)
            {
                case EvidenceEntered entered when entered.Sequence > board.Sequence:
                    board.Enter(entered.Evidence);
                    board.Sequence = entered.Sequence;
                    break;
                case EvidenceLeft left when left.Sequence > board.Sequence:
                    board.Leave(left.Evidence, left.Reason, left.Remaining);
                    board.Sequence = left.Sequence;
                    break;
                case EvidenceBatch batch when batch.Entries[^1].Sequence > board.Sequence:
                    foreach (var entry in batch.Entries) board.Enter(entry.Evidence);
                    board.Sequence = batch.Entries[^1].Sequence;
                    break;
                default:
                    return false;
            }

            return dirty = true;
        }
    }

    /// <summary>Takes links that were made or undone into the count.</summary>
    /// <returns>Whether the ledger must be folded anew for it, which is then given to <see cref="Settle"/>; until then readers have the count as it was.</returns>
    public bool Relink(LinksChanged later)
    {
        lock (gate)
        {
            // A fold that is under way does not end without the newest links.
            if (later.Sequence <= board.Sequence || settling is not null) return false;
            if (!board.Relink(later.Links))
            {
                settling = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return true;
            }

            board.Sequence = later.Sequence;
            dirty = true;
            return false;
        }
    }

    /// <summary>Goes on with a board that was folded anew.</summary>
    public void Settle(Board fresh)
    {
        lock (gate)
        {
            board = fresh;
            dirty = true;
            settling?.SetResult();
            settling = null;
        }
    }

    /// <summary>Completes when no fold is under way.</summary>
    public Task Settled
    {
        get
        {
            lock (gate) return settling?.Task ?? Task.CompletedTask;
        }
    }

    public CallFrame Current()
    {
        lock (gate)
        {
            if (!dirty) return current;
            dirty = false;
            return current = Frame();
        }
    }

    public void Publish()
    {
        var frame = Current();
        if (ReferenceEquals(frame, published)) return;
        published = frame;
        var waiting = next;
        next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.SetResult();
    }

    private CallFrame Frame() => new(call, board.Publish(), clock.GetUtcNow().ToUnixTimeMilliseconds());
}
