using Antiphon.Mail;
using Antiphon.Settings;
using Antiphon.Store;

namespace Antiphon.People.Security;

/// <summary>A way back in for who has lost the password: a letter with a link that works once, where the server sends mail.</summary>
public sealed class RecoverPassword(DataStore store, MailSender mail, CurrentSettings settings)
{
    /// <summary>A link in a letter is good for so long.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>The same answer whether or not there is such a member. Refuses where no mail can be sent, and says what to do instead.</summary>
    /// <param name="linkOf">The address of the page that sets the new password, from the link's secret.</param>
    public async Task<Outcome<Done>> Run(string nameOrEmail, Func<string, Uri> linkOf, CancellationToken cancel = default)
    {
        var current = settings.Value;
        if (!mail.Configured) return NoMail(current);
        var made = await store.TryWrite(tx => Make(tx, nameOrEmail.Trim().TrimStart('@'))).ConfigureAwait(false);
        if (!made.Ok) return made.Refusal;

        // For nobody, the mail server is greeted all the same: that it is down is told to all alike, at the same cost.
        if (made.Value is not var (to, name, secret)) return await mail.Greet(cancel).ConfigureAwait(false);
        return await mail.Send(
            new Letter(
                to,
                $"{current.Title}: set a new password",
                $"Somebody asked for a new password for the account {name} on {current.Title}.\n\nIf it was you, set it here within an hour:\n{linkOf(secret)}\n\n"
                    + "If not, nothing happens without this link; you can throw this letter away.\n"),
            cancel).ConfigureAwait(false);
    }

    private static Refusal NoMail(ServerSettings settings) => Refusal.Forbidden(
        "This server sends no mail. Ask an administrator for a link that sets a new password"
            + (settings.ContactEmail is { } contact ? $": {contact}" : "."));

    private static Outcome<(string To, string Name, string Secret)?> Make(Tx tx, string nameOrEmail)
    {
        if (Attempts.Named(tx, nameOrEmail) is not { } account) return default((string, string, string)?);
        var (to, name) = tx.First(
            "SELECT u.email, a.username FROM users u JOIN accounts a ON a.id = u.account WHERE u.account = $1 AND u.email_confirmed = 1 AND a.state IN (0, 2)",
            static row => (row.TextOrNull(0), row.Text(1)), account);
        if (to is null) return default((string, string, string)?);
        return (to, name, OnceLinks.Make(tx, OncePurpose.SetPassword, account, null, Lifetime));
    }
}
