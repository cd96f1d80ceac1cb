using Antiphon.Calls;
using Antiphon.Http;
using Antiphon.Posts;
using Antiphon.Posts.Text;
using Antiphon.Web.Calls;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Calls;

/// <summary><c>/ask</c>: opens a call, from nothing or from an own post (<c>?post=ID</c>), after a look at what its words will make an answer.</summary>
[RouteRule(Allow.Members, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class AskPage(OpenCall open, PostShelf shelf) : SitePage
{
    [BindProperty(SupportsGet = true, Name = "post")]
    public long? FromPost { get; set; }

    [BindProperty]
    public string? Wording { get; set; }

    [BindProperty]
    public string? Phrases { get; set; }

    [BindProperty]
    public string? Tags { get; set; }

    [BindProperty]
    public string? Slug { get; set; }

    [BindProperty]
    public string? SuggestedBy { get; set; }

    [BindProperty]
    public string? Links { get; set; }

    [BindProperty]
    public string? Headline { get; set; }

    [BindProperty]
    public string? Standfirst { get; set; }

    [BindProperty]
    public string? LeadsTo { get; set; }

    [BindProperty]
    public string? Opens { get; set; }

    [BindProperty]
    public string? Closes { get; set; }

    [BindProperty]
    public string? Try { get; set; }

    /// <summary>The own post that becomes the call.</summary>
    public PostCard? Own { get; private set; }

    /// <summary>What the words will make an answer; null before they were looked at.</summary>
    public IReadOnlyList<Example>? Preview { get; private set; }

    public IActionResult OnGet()
    {
        if (Look() is { } refused) return refused;
        Phrases = T["ask.phrases-first"];
        if (Own is { } own) Tags = string.Join(' ', Entities.Find(own.Post.Text).Where(static e => e.Kind == EntityKind.Hashtag).Select(static e => "#" + e.Value));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? deed)
    {
        if (Look() is { } refused) return refused;
        if (!CallForm.TryTime(Opens, out var opens)) Wrong(nameof(Opens), T["ask.no-time"]);
        if (!CallForm.TryTime(Closes, out var closes)) Wrong(nameof(Closes), T["ask.no-time"]);
        if (Problems.Count > 0) return Shown();
        var draft = new CallDraft(
            Own?.Post.Text ?? Wording ?? string.Empty, CallForm.Lines(Phrases), CallForm.Tags(Tags), Slug ?? string.Empty, SuggestedBy ?? string.Empty, CallForm.Links(Links), opens, closes, T.Language, FromPost,
            Headline ?? string.Empty, Standfirst ?? string.Empty, CallForm.Slugs(LeadsTo));
        if (deed != "open") return Look(draft);
        var opened = await open.Open(Me, draft);
        return opened.Ok ? Then("/calls/" + opened.Value.Slug, "said.asked") : Wrongly(opened.Refusal);
    }

    private IActionResult? Look()
    {
        Visit.Title = T["ask.title"];
        Visit.Nav = "write";
        if (!AskRule.Allows(Visit)) return Refused(Refusal.Forbidden(T["ask.not-you"]));
        if (FromPost is not { } post) return null;
        Own = shelf.Find(post, Viewer) is { Post.BoostOf: null } card && card.Post.Author == Viewer.Id ? card : null;
        return Own is null ? Refused(Refusal.NotFound) : null;
    }

    private IActionResult Look(CallDraft draft)
    {
        var sound = CallRules.Check(draft, Visit.Now);
        if (!sound.Ok) return Wrongly(sound.Refusal);
        Slug = sound.Value.Slug;
        Preview = Examples.Of(sound.Value, Try?.Trim() ?? string.Empty, T);
        return Page();
    }

    private IActionResult Wrongly(Refusal refusal) => Again(
        refusal,
        ("wording", nameof(Wording)), ("phrases", nameof(Phrases)), ("hashtags", nameof(Tags)), ("slug", nameof(Slug)), ("suggested_by", nameof(SuggestedBy)), ("links", nameof(Links)), ("closes_at", nameof(Closes)),
        ("headline", nameof(Headline)), ("standfirst", nameof(Standfirst)), ("leads_to", nameof(LeadsTo)));
}
