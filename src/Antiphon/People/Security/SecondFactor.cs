using Antiphon.Store;

namespace Antiphon.People.Security;

/// <summary>A member's authenticator app and recovery codes.</summary>
public sealed class SecondFactor(DataStore store, PasswordCheck check, SecurityLetters letters)
{
    /// <summary>Makes a secret; it counts once <see cref="Confirm"/> has seen a code of it. Conflict where one is in use.</summary>
    /// <param name="issuer">The server's name, as the app will show it.</param>
    public Task<Outcome<TotpSetup>> Begin(long account, string issuer) => store.TryWrite<TotpSetup>(tx =>
    {
        var username = tx.First(
            "SELECT a.username FROM users u JOIN accounts a ON a.id = u.account WHERE u.account = $1 AND u.totp_enabled = 0", static row => row.Text(0), account);
        if (username is null) return Refusal.Conflict("code", "Two-step sign-in is on already. Turn it off first to set up another app.");
        var secret = Totp.NewSecret();
        tx.Run("UPDATE users SET totp_secret = $2, totp_step = 0 WHERE account = $1", account, secret);
        return new TotpSetup(secret, Totp.Link(issuer, username, secret));
    });

    /// <summary>Turns it on.</summary>
    /// <returns>Ten recovery codes, shown once.</returns>
    public async Task<Outcome<IReadOnlyList<string>>> Confirm(long account, string code)
    {
        var codes = RecoveryCodes.New();
        var outcome = await store.TryWrite<IReadOnlyList<string>>(tx =>
        {
            var secret = tx.First("SELECT totp_secret FROM users WHERE account = $1 AND totp_enabled = 0", static row => row.TextOrNull(0), account);
            if (secret is null) return Refusal.Conflict("code", "There is no app to confirm. Set one up first.");
            if (Totp.Match(secret, code, tx.Now, 0) is not { } step) return Refusal.Invalid("code", "The code is not right. Check that the clock of your device is, and type the next one.");
            tx.Run("UPDATE users SET totp_enabled = 1, totp_step = $2 WHERE account = $1", account, step);
            RecoveryCodes.Replace(tx, account, codes);
            SecurityLog.Add(tx, account, SecurityEvent.SecondFactorOn);
            return codes.ToArray();
        }).ConfigureAwait(false);
        if (outcome.Ok) await letters.Tell(account, SecurityEvent.SecondFactorOn).ConfigureAwait(false);
        return outcome;
    }

    public async Task<Outcome<Done>> TurnOff(long account, string password)
    {
        var right = await check.Run(account, password).ConfigureAwait(false);
        if (!right.Ok) return right.Refusal;
        await store.Write(tx => TurnOff(tx, account, SecurityEvent.SecondFactorOff)).ConfigureAwait(false);
        await letters.Tell(account, SecurityEvent.SecondFactorOff).ConfigureAwait(false);
        return Done.Instance;
    }

    /// <summary>New recovery codes; the old ones are void.</summary>
    public async Task<Outcome<IReadOnlyList<string>>> NewRecoveryCodes(long account, string password)
    {
        var right = await check.Run(account, password).ConfigureAwait(false);
        if (!right.Ok) return right.Refusal;
        var codes = RecoveryCodes.New();
        return await store.TryWrite<IReadOnlyList<string>>(tx =>
        {
            if (!tx.Any("SELECT 1 FROM users WHERE account = $1 AND totp_enabled = 1", account)) return Refusal.Conflict("code", "Two-step sign-in is off. Recovery codes come with it.");
            RecoveryCodes.Replace(tx, account, codes);
            SecurityLog.Add(tx, account, SecurityEvent.RecoveryCodesRenewed);
            return codes.ToArray();
        }).ConfigureAwait(false);
    }

    /// <summary>How many recovery codes are left.</summary>
    public int RecoveryCodesLeft(long account) => store.Read(sql => RecoveryCodes.CountOf(sql, account));

    internal static int TurnOff(Tx tx, long account, SecurityEvent why)
    {
        var changed = tx.Run(
            "UPDATE users SET totp_enabled = 0, totp_secret = NULL, totp_step = 0, recovery_codes = '[]' WHERE account = $1 AND totp_secret IS NOT NULL", account);
        if (changed > 0) SecurityLog.Add(tx, account, why);
        return changed;
    }

    /// <summary>Uses up a code of the app, or a recovery code.</summary>
    internal static bool Redeem(Tx tx, long account, string code)
    {
        var (secret, last) = tx.First(
            "SELECT totp_secret, totp_step FROM users WHERE account = $1 AND totp_enabled = 1", static row => (row.TextOrNull(0), row.Long(1)), account);
        if (secret is null) return false;
        if (Totp.Match(secret, code, tx.Now, last) is { } step)
        {
            tx.Run("UPDATE users SET totp_step = $2 WHERE account = $1", account, step);
            return true;
        }

        if (!RecoveryCodes.Redeem(tx, account, code)) return false;
        SecurityLog.Add(tx, account, SecurityEvent.RecoveryCodeUsed);
        return true;
    }
}
