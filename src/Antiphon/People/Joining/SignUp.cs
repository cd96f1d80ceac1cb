using Antiphon.Mail;
using Antiphon.Moderation.Mailboxes;
using Antiphon.Notifications;
using Antiphon.People.Security;
using Antiphon.Settings;
using Antiphon.Store;

namespace Antiphon.People.Joining;

/// <summary>What somebody typed who wants to become a member.</summary>
/// <param name="Email">Needed here; accounts made on the command line can do without.</param>
/// <param name="Reason">Why, where sign-up is by approval.</param>
/// <param name="Invite">The invitation's code, where sign-up is by invitation; good where it is by approval too, and then nobody need approve.</param>
/// <param name="Language">The language of their posts, as in <see cref="LanguageCode"/>.</param>
/// <param name="AgreesToRules">Needed where the server has rules.</param>
public sealed record SignUpForm(
    string Username, string Password, string? Email, string? Reason = null, string? Invite = null, string? Language = null, bool AgreesToRules = false);

/// <summary>A member just made.</summary>
/// <param name="Waits">An administrator must approve first.</param>
/// <param name="SignedIn">Starts the first session; null while waiting.</param>
public sealed record NewMember(long Account, bool Waits, SignedIn? SignedIn);

/// <summary>Becoming a member, in the way that the settings allow.</summary>
public sealed class SignUp(DataStore store, CurrentSettings settings, Passwords passwords, MailSender mail, ChangeEmail changeEmail)
{
    public const int MaxReason = 1_000;

    private static readonly Refusal ClosedHere = Refusal.Forbidden("This server takes no new members at present.");
    private static readonly Refusal InviteNeeded = Refusal.Invalid("invite", "This server takes new members by invitation. Ask somebody here for one.");
    private static readonly Refusal BadInvite = Refusal.Invalid("invite", "This invitation has been used up, withdrawn or is too old. Ask for a new one.");

    /// <param name="confirmLinkOf">The page that confirms the e-mail address, from the link's secret; the letter is sent where mail is configured.</param>
    public async Task<Outcome<NewMember>> Run(SignUpForm form, Func<string, Uri> confirmLinkOf, CancellationToken cancel = default)
    {
        var username = form.Username.Trim();
        var email = EmailAddress.Parse(form.Email ?? string.Empty);
        if (Fault(form, username, email) is { } refusal) return refusal;

        // Before the password is hashed, so that a name that is taken costs nothing; the unit looks again.
        if (store.Read(sql => MemberRows.IsTaken(sql, username))) return MemberRows.Taken;
        var hash = await passwords.Hash(form.Password).ConfigureAwait(false);
        if (!hash.Ok) return hash.Refusal;
        var made = await store.TryWrite(tx => Insert(tx, form, username, email!, hash.Value)).ConfigureAwait(false);

        // A letter that could not be sent takes nothing back: the settings page offers to send it again.
        if (made.Ok && mail.Configured) await changeEmail.SendAgain(made.Value.Account, confirmLinkOf, cancel).ConfigureAwait(false);
        return made;
    }

    private Refusal? Fault(SignUpForm form, string username, string? email)
    {
        var current = settings.Value;
        if (current.SignUp == SignUpMode.Closed) return ClosedHere;
        if (current.SignUp == SignUpMode.Invitation && string.IsNullOrWhiteSpace(form.Invite)) return InviteNeeded;
        if (UsernameRules.Fault(username) is { } odd) return odd;
        if (PasswordRules.Fault(form.Password, username) is { } weak) return weak;
        if (email is null) return Refusal.Invalid("email", "Give an e-mail address. It is shown to nobody but the administrators.");
        if (current.Rules.Count > 0 && !form.AgreesToRules) return Refusal.Invalid("agreement", "Read the server's rules and agree to them.");
        if (form.Language is { Length: > 0 } language && !LanguageCode.IsWellFormed(language)) return Refusal.Invalid("locale", "This is not a language code. Write en, de, pt-BR …");
        if (form.Reason is { Length: > MaxReason }) return Refusal.Invalid("reason", $"The reason has {MaxReason} characters at most.");
        var reasonNeeded = current.SignUp == SignUpMode.Approval && string.IsNullOrWhiteSpace(form.Invite);
        return reasonNeeded && string.IsNullOrWhiteSpace(form.Reason) ? Refusal.Invalid("reason", "Say in a sentence why you want to join. The administrators read it.") : null;
    }

    private static Outcome<NewMember> Insert(Tx tx, SignUpForm form, string username, string email, string hash)
    {
        // The mode as it is now: it may have changed while the password was hashed.
        var mode = CurrentSettings.Read(tx).SignUp;
        if (mode == SignUpMode.Closed) return ClosedHere;
        if (MailBlocks.Holds(tx, email)) return MailBlocks.Blocked;
        long? invite = null;
        if (!string.IsNullOrWhiteSpace(form.Invite))
        {
            invite = Invites.Use(tx, form.Invite);
            if (invite is null) return BadInvite;
        }
        else if (mode == SignUpMode.Invitation)
        {
            return InviteNeeded;
        }

        var waits = mode == SignUpMode.Approval && invite is null;
        var made = MemberRows.Insert(tx, new NewMemberRow(
            username, hash, email, State: waits ? AccountState.Waiting : AccountState.Active, Invite: invite,
            Reason: string.IsNullOrWhiteSpace(form.Reason) ? null : form.Reason.Trim(), Language: string.IsNullOrEmpty(form.Language) ? null : form.Language));
        if (!made.Ok) return made.Refusal;
        if (waits) TellModerators(tx, made.Value.Account);
        return new NewMember(made.Value.Account, waits, waits ? null : made.Value);
    }

    private static void TellModerators(Tx tx, long applicant)
    {
        foreach (var moderator in tx.Rows("SELECT account FROM users WHERE role > 0 ORDER BY account", static row => row.Long(0)))
        {
            Notify.Add(tx, moderator, NotificationKind.SignUp, applicant);
        }
    }
}
