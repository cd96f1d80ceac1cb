using Antiphon.Http;
using Antiphon.People.Security;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Door;

/// <summary>The second factor: a code of the authenticator app, or a recovery code.</summary>
[RouteRule(Allow.Secret, Csrf.SameOrigin, Caching.Never, Rate.Secrets)]
public sealed class SignInCodePage(SignIn signIn, Sessions sessions) : SitePage
{
    [BindProperty(SupportsGet = true, Name = "back")]
    public string? BackTo { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    protected override string ContentPolicy => Policy.FormsLeadAway;

    public IActionResult OnGet()
    {
        Visit.Title = T["sign-in-code.title"];
        return TicketCookie.Read(Request) is null ? new SeeOther(Visit.Onward("/sign-in" + SignInPage.BackQuery(BackTo))) : Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Visit.Title = T["sign-in-code.title"];
        if (TicketCookie.Read(Request) is not { } ticket) return new SeeOther(Visit.Onward("/sign-in" + SignInPage.BackQuery(BackTo)));
        if (string.IsNullOrWhiteSpace(Code))
        {
            Wrong(nameof(Code), T["sign-in-code.missing"]);
            return Shown();
        }

        var who = await signIn.WithCode(ticket, Code);
        if (!who.Ok) return Again(who.Refusal, ("code", nameof(Code)));
        TicketCookie.Drop(HttpContext);
        return await SignInPage.Entered(this, sessions, who.Value, BackTo);
    }
}
