using Antiphon.Http;
using Antiphon.Mail;
using Antiphon.People;
using Antiphon.People.Security;
using Antiphon.Web.Pages.Door;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Settings;

/// <summary>E-mail address, password, and what happened to the safety of the account.</summary>
[RouteRule(Allow.Members, Csrf.SameOrigin, Caching.Never, Rate.Secrets)]
public sealed class AccountPage(Members members, ChangeEmail changeEmail, ChangePassword changePassword, Sessions sessions, SecurityLog log) : SitePage
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? EmailPassword { get; set; }

    [BindProperty]
    public string? OldPassword { get; set; }

    [BindProperty]
    public string? NewPassword { get; set; }

    public Member Member { get; private set; } = null!;

    public bool SendsMail { get; private set; }

    public IReadOnlyList<SecurityLine> Log => log.Of(Me.Id);

    public void OnGet([FromServices] MailSender mail) => Look(mail);

    public async Task<IActionResult> OnPostEmailAsync([FromServices] MailSender mail)
    {
        Look(mail);
        var changed = await changeEmail.Run(Me.Id, EmailPassword ?? string.Empty, string.IsNullOrWhiteSpace(Email) ? null : Email, LinkOf, HttpContext.RequestAborted);
        return changed.Ok
            ? Then("/settings/account", SendsMail && Email is not null ? "said.email-letter" : "said.saved")
            : Again(changed.Refusal, ("email", nameof(Email)), ("password", nameof(EmailPassword)));
    }

    public async Task<IActionResult> OnPostAgainAsync([FromServices] MailSender mail)
    {
        Look(mail);
        var sent = await changeEmail.SendAgain(Me.Id, LinkOf, HttpContext.RequestAborted);
        return sent.Ok ? Then("/settings/account", "said.email-letter") : Again(sent.Refusal);
    }

    public async Task<IActionResult> OnPostPasswordAsync([FromServices] MailSender mail)
    {
        Look(mail);
        var changed = await changePassword.Run(Me.Id, OldPassword ?? string.Empty, NewPassword ?? string.Empty);
        if (!changed.Ok) return Again(changed.Refusal, ("old_password", nameof(OldPassword)), ("password", nameof(NewPassword)), ("new_password", nameof(NewPassword)));
        Visit.Say("said.password-changed");
        return await SignInPage.Entered(this, sessions, changed.Value, "/settings/account");
    }

    private Uri LinkOf(string secret) => new(Visit.Site.To("/confirm/" + secret));

    private void Look(MailSender mail)
    {
        Visit.Title = T["settings.account"];
        Member = members.Find(Me.Id)!;
        SendsMail = mail.Configured;
    }
}
