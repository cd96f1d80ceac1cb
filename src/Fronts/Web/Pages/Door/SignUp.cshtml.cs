using Antiphon.Http;
using Antiphon.People.Security;
using Antiphon.People.Joining;
using Antiphon.Settings;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Door;

/// <summary>Becoming a member.</summary>
[RouteRule(Allow.Secret, Csrf.SameOrigin, Caching.Never, Rate.Secrets)]
public sealed class SignUpPage(SignUp signUp, Invites invites, Sessions sessions) : SitePage
{
    [BindProperty(SupportsGet = true, Name = "invite")]
    public string? Invite { get; set; }

    [BindProperty(SupportsGet = true, Name = "back")]
    public string? BackTo { get; set; }

    [BindProperty]
    public string? Username { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public bool Agrees { get; set; }

    public bool Possible => Visit.Settings.SignUp switch
    {
        SignUpMode.Closed => false,
        SignUpMode.Invitation => Invite is not null,
        _ => true,
    };

    public IActionResult OnGet()
    {
        if (Invite is not null && invites.Find(Invite) is null) Invite = null;
        Visit.Title = T["sign-up.title", Visit.Settings.Title];
        return Visit.SignedIn ? new SeeOther(Local(BackTo) ?? "/home") : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Visit.Title = T["sign-up.title", Visit.Settings.Title];
        var form = new SignUpForm(Username ?? string.Empty, Password ?? string.Empty, Email, Reason, Invite, T.Language, Agrees);
        var made = await signUp.Run(form, secret => new Uri(Visit.Site.To("/confirm/" + secret)), HttpContext.RequestAborted);
        if (!made.Ok)
        {
            return Again(
                made.Refusal, ("username", nameof(Username)), ("password", nameof(Password)), ("email", nameof(Email)), ("reason", nameof(Reason)), ("agreement", nameof(Agrees)), ("invite", ""));
        }

        return made.Value.SignedIn is { } who ? await SignInPage.Entered(this, sessions, who, BackTo) : Then("/sign-up/waiting");
    }
}
