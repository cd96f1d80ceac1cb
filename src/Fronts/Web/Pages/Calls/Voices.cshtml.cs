using Antiphon.Calls;
using Antiphon.Http;
using Antiphon.Posts;
using Antiphon.Web.Calls;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Calls;

/// <summary><c>/calls/{slug}/voices</c>: what is pinned to a call's page. Authors take their own posts off here too, by the button on the call's page.</summary>
[RouteRule(Allow.Members, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class VoicesPage(AllCalls calls, AllNotes notes, PinVoice pin, PostShelf shelf) : TendPage(calls, notes)
{
    [BindProperty]
    public string? Quoted { get; set; }

    [BindProperty]
    public string? Who { get; set; }

    [BindProperty]
    public string? Link { get; set; }

    [BindProperty]
    public string? At { get; set; }

    [BindProperty]
    public string? Post { get; set; }

    public IActionResult OnGet(string slug) => Look(slug) ?? Page();

    public async Task<IActionResult> OnPostSaidAsync(string slug)
    {
        if (Look(slug) is { } refused) return refused;
        if (!CallForm.TryTime(At, out var at)) return Again(Refusal.Invalid("at", T["ask.no-time"]), ("at", nameof(At)));
        return After(await pin.Said(Me, Viewer.Role, slug, new Saying(Quoted ?? string.Empty, Who ?? string.Empty, Link ?? string.Empty, at)));
    }

    public async Task<IActionResult> OnPostPostAsync(string slug)
    {
        if (Look(slug) is { } refused) return refused;
        if (CallForm.Post(Post, Visit.Site) is not { } post) return Again(Refusal.Invalid("post", T["voices.no-post"]), ("post", nameof(Post)));
        return After(await pin.Post(Me, Viewer.Role, slug, post));
    }

    public async Task<IActionResult> OnPostOffAsync(string slug, long voice)
    {
        if (Look(slug) is { } refused) return refused;
        return After(await pin.TakeOff(Me, Viewer.Role, slug, voice));
    }

    /// <summary>By the author of a pinned post, who need not look after the call.</summary>
    public async Task<IActionResult> OnPostDeclineAsync(string slug)
    {
        var done = await pin.Decline(Me, slug);
        return done.Ok ? Then("/calls/" + slug, "said.declined") : Refused(done.Refusal);
    }

    /// <summary>A pinned post's words; null where it is gone or no longer for everyone.</summary>
    public PostCard? CardOf(Voice voice) => shelf.Find(voice.Post, Antiphon.People.Viewer.Nobody);

    private IActionResult After(Outcome<Done> done) => done.Ok
        ? Then(Self + "/voices", "said.saved")
        : Again(done.Refusal, ("said", nameof(Quoted)), ("who", nameof(Who)), ("url", nameof(Link)), ("at", nameof(At)), ("post", nameof(Post)));

    private IActionResult? Look(string slug) => Look(slug, "voices.tend");
}
