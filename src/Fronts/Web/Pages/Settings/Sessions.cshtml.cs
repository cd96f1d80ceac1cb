using Antiphon.Http;
using Antiphon.People.Security;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Settings;

/// <summary>Browsers that are signed in.</summary>
[RouteRule(Allow.Members, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class SessionsPage(Sessions sessions) : SitePage
{
    public IReadOnlyList<Session> All => sessions.Of(Me.Id);

    public void OnGet() => Visit.Title = T["settings.sessions"];

    public async Task<IActionResult> OnPostAsync(long id)
    {
        var ended = await sessions.End(Me.Id, id);
        return ended.Ok ? Then("/settings/sessions", "said.session-ended") : Refused(ended.Refusal);
    }

    public async Task<IActionResult> OnPostOthersAsync()
    {
        await sessions.EndOthers(Me.Id, Visit.Caller.Session);
        return Then("/settings/sessions", "said.session-ended");
    }
}
