using Antiphon.Store;

namespace Antiphon.People.Security;

/// <summary>A member sets a new password, with the old one. Every session and token dies; the proof given back starts the one that goes on.</summary>
public sealed class ChangePassword(DataStore store, PasswordCheck check, Passwords passwords, SecurityLetters letters)
{
    public async Task<Outcome<SignedIn>> Run(long account, string oldPassword, string newPassword)
    {
        var right = await check.Run(account, oldPassword).ConfigureAwait(false);
        if (!right.Ok) return right.Refusal;
        var username = store.Read(sql => Accounts.Find(sql, account))!.Username;
        if (PasswordRules.Fault(newPassword, username) is { } refusal) return refusal;
        var hash = await passwords.Hash(newPassword).ConfigureAwait(false);
        if (!hash.Ok) return hash.Refusal;
        var outcome = await store.TryWrite<SignedIn>(tx => new SignedIn(account, Within(tx, account, hash.Value, SecurityEvent.PasswordChanged))).ConfigureAwait(false);
        if (outcome.Ok) await letters.Tell(account, SecurityEvent.PasswordChanged).ConfigureAwait(false);
        return outcome;
    }

    /// <summary>Sets it, ends everything, opens a closed account, and writes it down for its owner.</summary>
    /// <returns>The new security stamp.</returns>
    internal static string Within(Tx tx, long account, string hash, SecurityEvent why)
    {
        tx.Run("UPDATE users SET password_hash = $2, failures = 0, locked_until = NULL WHERE account = $1", account, hash);
        OnceLinks.Forget(tx, OncePurpose.SetPassword, account);
        SecurityLog.Add(tx, account, why);
        return EndEverything.Within(tx, account);
    }
}
