using Antiphon.People.Security;
using Antiphon.Store;

namespace Antiphon.People.Authority;

/// <summary>Makes a link that sets a new password, for handing over to the member. It works once, for 24 hours.</summary>
public sealed class MakeRecoveryLink(DataStore store, SecurityLetters letters)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>By administrators, for accounts below their own role. The member finds it in their security log.</summary>
    /// <returns>The link's secret.</returns>
    public async Task<Outcome<string>> Run(long by, long account)
    {
        var made = await store.TryWrite<string>(tx =>
        {
            if (!Rank.AtLeast(tx, by, Role.Administrator)) return Rank.NotAllowed;
            if (!tx.Any("SELECT 1 FROM users WHERE account = $1", account)) return Refusal.NotFound;
            if (Rank.Fault(tx, by, account, Role.Administrator) is { } refusal) return refusal;
            ModerationLog.Add(tx, by, "make recovery link", string.Empty, account);
            SecurityLog.Add(tx, account, SecurityEvent.LinkMade);
            return OnceLinks.Make(tx, OncePurpose.SetPassword, account, null, Lifetime);
        }).ConfigureAwait(false);
        if (made.Ok) await letters.Tell(account, SecurityEvent.LinkMade).ConfigureAwait(false);
        return made;
    }
}
