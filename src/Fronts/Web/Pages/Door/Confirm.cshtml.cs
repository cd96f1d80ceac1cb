using Antiphon.Http;
using Antiphon.People.Security;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Door;

/// <summary>Where the letter leads that confirms an e-mail address. A button, as mail programs open links on their own.</summary>
[RouteRule(Allow.Secret, Csrf.SameOrigin, Caching.Never, Rate.Secrets, SecretInAddress = true)]
public sealed class ConfirmPage(ChangeEmail change) : SitePage
{
    public void OnGet()
    {
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Visit.Unlisted = true;
        Visit.Title = T["confirm.title"];
    }

    public async Task<IActionResult> OnPostAsync(string secret)
    {
        var done = await change.Confirm(secret);
        return done.Ok ? Then(Visit.SignedIn ? "/settings/account" : "/sign-in", "said.email-confirmed") : Refused(done.Refusal);
    }
}
