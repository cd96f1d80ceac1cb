using Antiphon.Calls;
using Antiphon.Calls.Spreading;
using Antiphon.Http;
using Antiphon.Tally;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Calls;

/// <summary><c>/calls/{slug}/carriers</c>: the caller chooses which posts through which others answered are named, by confirming public figures.</summary>
[RouteRule(Allow.Members, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class CarriersPage(AllCalls calls, Spreads spreads, NamedCarriers carriers, NameCarrier name) : SitePage
{
    [BindProperty]
    public Network Network { get; set; }

    [BindProperty]
    public long Key { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    public Call Call { get; private set; } = null!;

    public IReadOnlyList<CarrierRow> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string slug) => await Look(slug) ?? Page();

    public async Task<IActionResult> OnPostAsync(string slug, string? deed)
    {
        if (await Look(slug) is { } refused) return refused;
        var post = new PostKey(Network, Key);
        var done = deed == "take-back" ? await name.TakeBack(Me, slug, post) : await name.Confirm(Me, slug, post, Name ?? string.Empty, Address ?? string.Empty);
        return done.Ok ? Then($"/calls/{Call.Slug}/carriers", "said.saved") : Again(done.Refusal, ("name", nameof(Name)), ("address", nameof(Address)));
    }

    private async Task<IActionResult?> Look(string slug)
    {
        if (calls.Find(slug) is not { } call || call.Caller != Viewer.Id) return Refused(Refusal.NotFound);
        Call = call;
        if (await spreads.Latest(call) is { } spread) Rows = carriers.All(spread);
        Visit.Title = T["carriers.title"];
        return null;
    }
}
