using Antiphon.Calls;
using Antiphon.Http;
using Antiphon.Web.Calls;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Calls;

/// <summary><c>/calls/{slug}/change</c>: what its caller may change of a call.</summary>
[RouteRule(Allow.Members, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class ChangePage(AllCalls calls, ChangeCall change) : SitePage
{
    [BindProperty]
    public string? Headline { get; set; }

    [BindProperty]
    public string? Standfirst { get; set; }

    [BindProperty]
    public string? LeadsTo { get; set; }

    [BindProperty]
    public string? SuggestedBy { get; set; }

    [BindProperty]
    public string? Links { get; set; }

    [BindProperty]
    public string? Closes { get; set; }

    public Call Call { get; private set; } = null!;

    public bool Open => Call.Closes is null || Call.Closes > Visit.Now;

    public IActionResult OnGet(string slug)
    {
        if (Look(slug) is { } refused) return refused;
        (SuggestedBy, Links, Closes) = (Call.SuggestedBy, CallForm.Written(Call.Links), CallForm.Written(Call.Closes));
        (Headline, Standfirst, LeadsTo) = (Call.Headline, Call.Standfirst, string.Join(' ', Call.LeadsTo));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string slug, string? deed)
    {
        if (Look(slug) is { } refused) return refused;
        var done = deed switch
        {
            "close" => await change.CloseNow(Me, Viewer.Role, slug),
            "reopen" => await change.CloseAt(Me, Viewer.Role, slug, null),
            _ => await Save(slug),
        };
        return done.Ok ? Then("/calls/" + Call.Slug, "said.saved") : Again(
            done.Refusal,
            ("headline", nameof(Headline)), ("standfirst", nameof(Standfirst)), ("leads_to", nameof(LeadsTo)), ("suggested_by", nameof(SuggestedBy)), ("links", nameof(Links)), ("closes_at", nameof(Closes)));
    }

    private async Task<Outcome<Done>> Save(string slug)
    {
        if (!CallForm.TryTime(Closes, out var closes)) return Refusal.Invalid("closes_at", T["ask.no-time"]);
        var described = await change.Describe(
            Me, slug, new CallContext(SuggestedBy ?? string.Empty, CallForm.Links(Links), Headline ?? string.Empty, Standfirst ?? string.Empty, CallForm.Slugs(LeadsTo)));

        // The field holds minutes: a time that was not touched keeps its seconds.
        return !described.Ok || CallForm.Written(Call.Closes) == CallForm.Written(closes) ? described : await change.CloseAt(Me, Viewer.Role, slug, closes);
    }

    private IActionResult? Look(string slug)
    {
        if (calls.Find(slug) is not { } call || call.Caller != Viewer.Id) return Refused(Refusal.NotFound);
        Call = call;
        Visit.Title = T["change-call.title"];
        return null;
    }
}
