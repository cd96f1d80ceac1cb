using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Settings;

/// <summary>Apps that may act for the member.</summary>
[RouteRule(Allow.Members, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class AppsPage(AuthorizedApps apps, RevokeApp revoke) : SitePage
{
    public IReadOnlyList<AuthorizedApp> All { get; private set; } = [];

    public void OnGet()
    {
        Visit.Title = T["settings.apps"];
        All = apps.Of(Me.Id);
    }

    public async Task<IActionResult> OnPostAsync(long app)
    {
        var done = await revoke.Run(Me.Id, app);
        return done.Ok ? Then("/settings/apps", "said.app-revoked") : Refused(done.Refusal);
    }
}
