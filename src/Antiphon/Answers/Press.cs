using Antiphon.Answers.Recognition;
using Antiphon.Calls;
using Antiphon.People;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Answers;

/// <summary>The button: counted, not shown. Pressing twice is pressing once; it is taken back the same way.</summary>
public sealed class Press(DataStore store, AllCalls calls, TimeProvider clock)
{
    /// <summary>The source of evidence that is no post.</summary>
    public const long Button = 0;

    public async Task<Outcome<Done>> Answer(Account by, string slug)
    {
        if (calls.Find(slug) is not { Hidden: false } call) return Refusal.NotFound;
        if (by.State is not (AccountState.Active or AccountState.Limited)) return Refusal.Forbidden("This account may not answer at present.");
        if (by.Bot) return Refusal.Forbidden("This account says that it is a bot, and only people are counted. You can change that in its profile.");
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (now < call.Opened) return Refusal.Forbidden("This call has not opened yet.");
        if (!call.Counts(now)) return Refusal.Forbidden("This call is closed: answers are no longer counted.");
        return await store.TryWrite<Done>(tx =>
        {
            var evidence = new Evidence(checked((int)by.Id), now, Ring.Answered, Tier.D, by.Network, EvidenceKind.Press, false);
            Ledger.Enter(tx, call.Id, Button, evidence, Why.Pressed);
            return Done.Instance;
        }).ConfigureAwait(false);
    }

    /// <summary>Possible at any time, also after the call has closed.</summary>
    public async Task<Outcome<Done>> Undo(Account by, string slug)
    {
        if (calls.Find(slug) is not { } call) return Refusal.NotFound;
        return await store.TryWrite<Done>(tx =>
        {
            foreach (var standing in Ledger.Of(tx, call.Id, by.Id, Button)) Ledger.Leave(tx, call.Id, standing, LeaveReason.Withdrawn);
            return Done.Instance;
        }).ConfigureAwait(false);
    }
}
