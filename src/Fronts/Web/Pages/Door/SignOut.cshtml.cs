using Antiphon.Http;
using Antiphon.People.Security;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Door;

/// <summary>Ends this browser's session.</summary>
[RouteRule(Allow.Anyone, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class SignOutPage(Sessions sessions) : SitePage
{
    public IActionResult OnGet()
    {
        Visit.Title = T["sign-out.title"];
        return Visit.SignedIn ? Page() : new SeeOther("/");
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Visit.Caller.Session != 0) await sessions.End(Viewer.Id, Visit.Caller.Session);
        SessionCookie.Drop(HttpContext);
        return Then("/", "said.signed-out");
    }
}
