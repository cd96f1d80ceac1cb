using Antiphon.Mail;
using Antiphon.Settings;
using Antiphon.Store;

namespace Antiphon.People.Security;

/// <summary>
/// Tells a member by letter what happened to the safety of the account, where there is a confirmed address and mail is configured. It stands in the
/// <see cref="SecurityLog"/> in any case, so a letter that could not be sent loses nothing; the log of the server says that it was not.
/// </summary>
public sealed class SecurityLetters(DataStore store, MailSender mail, CurrentSettings settings)
{
    internal async Task Tell(long account, SecurityEvent what)
    {
        if (!mail.Configured) return;
        var to = store.Read(sql => sql.First("SELECT email FROM users WHERE account = $1 AND email_confirmed = 1", static row => row.TextOrNull(0), account));
        if (to is null) return;
        var title = settings.Value.Title;
        await mail.Send(new Letter(to, $"{title}: {Subject(what)}", $"{Body(what)}\n\nIf this was not you, write to the administrators of {title}.\n")).ConfigureAwait(false);
    }

    private static string Subject(SecurityEvent what) => what switch
    {
        SecurityEvent.PasswordChanged or SecurityEvent.PasswordSetByLink => "your password was changed",
        SecurityEvent.SecondFactorOn => "two-step sign-in is on",
        SecurityEvent.SecondFactorOff or SecurityEvent.SecondFactorReset => "two-step sign-in is off",
        SecurityEvent.EmailChanged => "your e-mail address was changed",
        SecurityEvent.LinkMade => "a link for a new password was made",
        _ => "about the safety of your account",
    };

    private static string Body(SecurityEvent what) => what switch
    {
        SecurityEvent.PasswordChanged => "The password of your account was changed. Every browser and app was signed out.",
        SecurityEvent.PasswordSetByLink => "A new password was set for your account with a link. Every browser and app was signed out.",
        SecurityEvent.SecondFactorOn => "Signing in to your account now needs a code of your authenticator app.",
        SecurityEvent.SecondFactorOff => "Signing in to your account no longer needs a code.",
        SecurityEvent.SecondFactorReset => "An administrator has turned off two-step sign-in for your account.",
        SecurityEvent.EmailChanged => "Letters about your account no longer come to this address.",
        SecurityEvent.LinkMade => "An administrator has made a link with which a new password can be set for your account.",
        _ => "Something about the safety of your account was changed. Your settings page says what.",
    };
}
