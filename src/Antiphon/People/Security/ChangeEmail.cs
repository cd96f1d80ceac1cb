using Antiphon.Mail;
using Antiphon.Settings;
using Antiphon.Store;

namespace Antiphon.People.Security;

/// <summary>A member's e-mail address. It counts (for sign-in and recovery) once it is confirmed by a link sent to it; until then nothing says whether somebody else has it.</summary>
public sealed class ChangeEmail(DataStore store, PasswordCheck check, MailSender mail, CurrentSettings settings, SecurityLetters letters)
{
    /// <summary>A link that confirms an address is good for so long.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    private static readonly Refusal NoAddress = Refusal.Invalid("email", "This is not an e-mail address.");
    private static readonly Refusal NothingWaits = Refusal.Forbidden("This method is only available while the e-mail is awaiting confirmation");
    private static readonly Refusal AskedForThePassword = Refusal.Forbidden("Another address is given in your settings, where your password is asked for.");
    private static readonly Refusal NoLink = Refusal.Gone("This link has been used, or is too old. Ask for a new one in your settings.");

    /// <param name="email">Null takes the address away.</param>
    /// <param name="linkOf">The address of the page that confirms it, from the link's secret.</param>
    public async Task<Outcome<Done>> Run(long account, string password, string? email, Func<string, Uri> linkOf, CancellationToken cancel = default)
    {
        var address = string.IsNullOrWhiteSpace(email) ? null : EmailAddress.Parse(email);
        if (address is null && !string.IsNullOrWhiteSpace(email)) return NoAddress;
        var right = await check.Run(account, password).ConfigureAwait(false);
        if (!right.Ok) return right.Refusal;

        // The old address hears of it before it is forgotten.
        await letters.Tell(account, SecurityEvent.EmailChanged).ConfigureAwait(false);
        await store.Write(tx =>
        {
            tx.Run("UPDATE users SET email = $2, email_key = NULL, email_confirmed = 0 WHERE account = $1", account, address);
            OnceLinks.Forget(tx, OncePurpose.ConfirmEmail, account);
            OnceLinks.Forget(tx, OncePurpose.SetPassword, account); // A link in the old mailbox must not open the account any more.
            SecurityLog.Add(tx, account, SecurityEvent.EmailChanged);
            return Done.Instance;
        }, CancellationToken.None).ConfigureAwait(false);
        return address is not null && mail.Configured ? await SendAgain(account, linkOf, cancel).ConfigureAwait(false) : Done.Instance;
    }

    /// <summary>Sends the letter that asks for confirmation, as for a new address.</summary>
    public async Task<Outcome<Done>> SendAgain(long account, Func<string, Uri> linkOf, CancellationToken cancel = default)
    {
        if (!mail.Configured) return Refusal.Forbidden("This server sends no mail, so addresses cannot be confirmed. An administrator can make a link for you if you lose your password.");
        var made = await store.TryWrite<(string To, string Secret)>(tx =>
        {
            var to = tx.First("SELECT email FROM users WHERE account = $1 AND email_confirmed = 0", static row => row.TextOrNull(0), account);
            if (to is null) return Refusal.Conflict("email", "There is no address that waits for confirmation.");
            return (to, OnceLinks.Make(tx, OncePurpose.ConfirmEmail, account, to, Lifetime));
        }).ConfigureAwait(false);
        if (!made.Ok) return made.Refusal;
        var title = settings.Value.Title;
        return await mail.Send(
            new Letter(
                made.Value.To,
                $"{title}: is this your address?",
                $"This address was given for an account on {title}.\n\nIf the account is yours, confirm the address here within three days:\n{linkOf(made.Value.Secret)}\n\n"
                    + "If not, you can throw this letter away; the address is then not used.\n"),
            cancel).ConfigureAwait(false);
    }

    /// <summary>
    /// Sends the letter again while the address is not confirmed, for an app. Never to another address than the one that waits: whoever confirms an address can set a new password, and an app that may
    /// write to an account would so become its owner.
    /// </summary>
    public async Task<Outcome<Done>> Unconfirmed(long account, string? email, Func<string, Uri> linkOf, CancellationToken cancel = default)
    {
        var address = email is null ? null : EmailAddress.Parse(email);
        if (email is not null && address is null) return NoAddress;
        var waits = store.Read(sql => sql.First("SELECT email FROM users WHERE account = $1 AND email_confirmed = 0", static row => row.TextOrNull(0), account));
        if (waits is null) return NothingWaits;
        if (address is not null && EmailAddress.Key(address) != EmailAddress.Key(waits)) return AskedForThePassword;
        return await SendAgain(account, linkOf, cancel).ConfigureAwait(false);
    }

    /// <summary>The link was opened. Conflict where another account has confirmed the same address: told only to who reads its mail.</summary>
    public Task<Outcome<Done>> Confirm(string secret) => store.TryWrite<Done>(tx =>
    {
        if (OnceLinks.Take(tx, OncePurpose.ConfirmEmail, secret) is not { Account: { } account, Detail: { } address }) return NoLink;
        var key = EmailAddress.Key(address);
        if (tx.Any("SELECT 1 FROM users WHERE email_key = $1 AND account <> $2", key, account))
        {
            return Refusal.Conflict("email", "Another account here has this address. Sign in to that one, or give this account another address.");
        }

        return tx.Run("UPDATE users SET email_key = $2, email_confirmed = 1 WHERE account = $1 AND email = $3", account, key, address) > 0 ? Done.Instance : NoLink;
    });
}
