using Antiphon.Calls;
using Antiphon.Calls.Spreading;
using Antiphon.Http;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Settings;

/// <summary>The member's own posts through which others answered a call, and whether the member may be named beside them.</summary>
[RouteRule(Allow.Members, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class CarriedPage(AllCalls calls, Spreads spreads, NamedCarriers carriers, AgreeToBeNamed agree) : SitePage
{
    public IReadOnlyList<(Call Call, CarrierRow Row)> Rows { get; private set; } = [];

    public void OnGet()
    {
        Visit.Title = T["settings.carried"];
        Rows = [.. spreads.All.SelectMany(spread => calls.Find(spread.Call) is { Hidden: false } call ? carriers.Own(spread, Me.Id).Select(row => (call, row)) : [])];
    }

    public async Task<IActionResult> OnPostAsync(string? slug, long post, string? deed)
    {
        var done = await agree.Say(Me, slug ?? string.Empty, post, named: deed == "agree");
        return done.Ok ? Then("/settings/carried", "said.saved") : Refused(done.Refusal);
    }
}
