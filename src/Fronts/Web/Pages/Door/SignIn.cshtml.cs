using Antiphon.Http;
using Antiphon.People.Security;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Door;

/// <summary>Name and password; then, where there is one, the second factor on its own page.</summary>
[RouteRule(Allow.Secret, Csrf.SameOrigin, Caching.Never, Rate.Secrets)]
public sealed class SignInPage(SignIn signIn, Sessions sessions, Limits limits) : SitePage
{
    [BindProperty(SupportsGet = true, Name = "back")]
    public string? BackTo { get; set; }

    /// <summary>Whether somebody who is signed in already wants to sign in all the same, as somebody else or once more.</summary>
    [BindProperty(SupportsGet = true, Name = "again")]
    public bool AsAnother { get; set; }

    [BindProperty]
    public string? Username { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    protected override string ContentPolicy => Policy.FormsLeadAway;

    public IActionResult OnGet()
    {
        Frame();
        return Visit.SignedIn && !AsAnother ? new SeeOther(Local(BackTo) ?? "/home") : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Frame();
        if (string.IsNullOrWhiteSpace(Username)) Wrong(nameof(Username), T["sign-in.name-missing"]);
        if (string.IsNullOrEmpty(Password)) Wrong(nameof(Password), T["sign-in.password-missing"]);
        if (Problems.Count > 0) return Shown();
        if (limits.TakeFor(Username!) is { } tooMany) return Refused(tooMany);
        var step = await signIn.WithPassword(Username!, Password!);
        if (!step.Ok) return Again(step.Refusal);
        switch (step.Value)
        {
            case SignInStep.Complete complete:
                return await Entered(this, sessions, complete.Who, BackTo);
            case SignInStep.CodeNeeded code:
                TicketCookie.Set(HttpContext, code.Ticket);
                return new SeeOther(Visit.Onward("/sign-in/code" + BackQuery(BackTo)));
            default:
                throw new InvalidOperationException("An unknown step of signing in.");
        }
    }

    /// <summary>Starts the session and goes where the visitor was heading.</summary>
    internal static async Task<IActionResult> Entered(SitePage page, Sessions sessions, SignedIn who, string? back)
    {
        var started = await sessions.Start(who, page.Request.Headers.UserAgent);
        if (!started.Ok) return Refused(started.Refusal);

        // Whoever was signed in here is not any more: their cookie is gone, and what nobody can show should not stand.
        if (page.Visit.Caller is { Session: not 0 } before) await sessions.End(before.Viewer.Id, before.Session);
        SessionCookie.Set(page.HttpContext, started.Value.Secret, started.Value.Expires);
        return new SeeOther(Local(back) ?? "/home");
    }

    /// <summary>This page for whoever is signed in already, and from there to <paramref name="back"/>.</summary>
    internal static string Again(string back) => "/sign-in" + BackQuery(back) is var here && here.Contains('?', StringComparison.Ordinal) ? here + "&again=true" : here + "?again=true";

    internal static string BackQuery(string? back) => Local(back) is { } path ? "?back=" + Uri.EscapeDataString(path) : string.Empty;

    private void Frame()
    {
        Visit.Title = T["sign-in.title"];
        Visit.Nav = "sign-in";
        Visit.Scripts.Add("passkeys.js");
    }
}
