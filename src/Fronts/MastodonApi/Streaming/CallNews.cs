using System.Collections.Concurrent;
using Antiphon.Answers;
using Antiphon.Calls;
using Antiphon.Live;
using Antiphon.Posts;
using Antiphon.Tally;

namespace Antiphon.MastodonApi.Streaming;

/// <summary>
/// Keeps the numbers fresh that open streams have shown: a call whose number of people moved is told again as <c>status.update</c>, at most once in <see cref="Pace"/> whatever
/// the pace of its answers, and only while anybody listens. The boards publish faster; an app's timeline need not flicker.
/// </summary>
internal sealed class CallNews : IAsyncDisposable
{
    /// <summary>Between two updates of one call, at least. 10,000 streams that all show a call get 3,300 frames a second from it.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(3);

    /// <summary>Calls that are told in one round; the others wait for the next.</summary>
    private const int MostAtOnce = 20;

    private readonly StreamHub hub;
    private readonly Teller teller;
    private readonly AllCalls calls;
    private readonly Boards boards;
    private readonly PostShelf shelf;
    private readonly TimeProvider clock;
    private readonly ConcurrentDictionary<long, long> moved = new();
    private readonly Dictionary<long, Interval> told = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly Task telling;

    public CallNews(StreamHub hub, Teller teller, AllCalls calls, Boards boards, PostShelf shelf, Happenings happenings, TimeProvider clock)
    {
        (this.hub, this.teller, this.calls, this.boards, this.shelf, this.clock) = (hub, teller, calls, boards, shelf, clock);
        telling = Task.Run(Tell);
        happenings.Listen(Hear);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await telling.ConfigureAwait(false);
        stopping.Dispose();
    }

    private void Hear(Happening happening)
    {
        if (hub.Open == 0) return;
        var (call, sequence) = happening switch
        {
            EvidenceEntered entered => (entered.Call, entered.Sequence),
            EvidenceLeft left => (left.Call, left.Sequence),
            EvidenceBatch batch => (batch.Call, batch.Entries[^1].Sequence),
            _ => (0, 0),
        };
        if (call != 0) moved[call] = sequence;
    }

    private async Task Tell()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Pace, clock, stopping.Token).ConfigureAwait(false);
                foreach (var (call, sequence) in moved.Take(MostAtOnce))
                {
                    // The board publishes a moment after the ledger's line: what is not counted yet waits for the next round.
                    if (boards.Known(call) is not { } frame || frame.Sequence < sequence) continue;
                    moved.TryRemove(new(call, sequence));
                    Tell(call, frame.Count.Answered);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private void Tell(long id, Interval answered)
    {
        if (told.TryGetValue(id, out var before) && before == answered) return;
        told[id] = answered;
        if (calls.Find(id) is { Hidden: false } call && shelf.Find(call.Post) is { } card) teller.Renew(card);
    }
}
