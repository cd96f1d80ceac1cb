using Antiphon.Store;

namespace Antiphon.People.Security;

/// <summary>Sets a new password with a link of recovery. Every session and token dies.</summary>
public sealed class SetNewPassword(DataStore store, Passwords passwords, SecurityLetters letters, TimeProvider clock)
{
    private static readonly Refusal NoLink = Refusal.Gone("This link has been used, or is too old. Ask for a new one.");

    /// <summary>Whose link it is, as long as it works; null otherwise.</summary>
    public string? UsernameOf(string secret)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return store.Read(sql => OnceLinks.Find(sql, OncePurpose.SetPassword, secret, now) is { Account: { } account } ? Accounts.Find(sql, account)?.Username : null);
    }

    /// <summary>The member signs in with it afterwards, with the second factor where there is one.</summary>
    public async Task<Outcome<Done>> Run(string secret, string newPassword)
    {
        if (UsernameOf(secret) is not { } username) return NoLink;
        if (PasswordRules.Fault(newPassword, username) is { } refusal) return refusal;
        var hash = await passwords.Hash(newPassword).ConfigureAwait(false);
        if (!hash.Ok) return hash.Refusal;
        var outcome = await store.TryWrite<long>(tx =>
        {
            if (OnceLinks.Take(tx, OncePurpose.SetPassword, secret) is not { Account: { } account }) return NoLink;
            ChangePassword.Within(tx, account, hash.Value, SecurityEvent.PasswordSetByLink);
            return account;
        }).ConfigureAwait(false);
        if (!outcome.Ok) return outcome.Refusal;
        await letters.Tell(outcome.Value, SecurityEvent.PasswordSetByLink).ConfigureAwait(false);
        return Done.Instance;
    }
}
