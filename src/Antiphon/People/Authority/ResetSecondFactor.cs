using Antiphon.People.Security;
using Antiphon.Store;

namespace Antiphon.People.Authority;

/// <summary>Takes the second factor away from a member who has lost it. The password stays; whoever is signed in stays so.</summary>
public sealed class ResetSecondFactor(DataStore store, SecurityLetters letters)
{
    public async Task<Outcome<Done>> Run(long by, long account, string note)
    {
        var outcome = await store.TryWrite<Done>(tx =>
        {
            if (ModerationLog.Fault(note) is { } tooLong) return tooLong;
            if (!Rank.AtLeast(tx, by, Role.Administrator)) return Rank.NotAllowed;
            if (!tx.Any("SELECT 1 FROM users WHERE account = $1", account)) return Refusal.NotFound;
            if (Rank.Fault(tx, by, account, Role.Administrator) is { } refusal) return refusal;
            if (SecondFactor.TurnOff(tx, account, SecurityEvent.SecondFactorReset) == 0) return Refusal.Conflict("id", "This account has no second factor.");
            ModerationLog.Add(tx, by, "reset second factor", note, account);
            return Done.Instance;
        }).ConfigureAwait(false);
        if (outcome.Ok) await letters.Tell(account, SecurityEvent.SecondFactorReset).ConfigureAwait(false);
        return outcome;
    }
}
