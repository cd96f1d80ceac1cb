using Antiphon.Answers;
using Antiphon.Calls;
using Antiphon.Http;
using Antiphon.Live;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Tally;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Admin;

/// <summary>A post of a call with who wrote it, as far as this server has them.</summary>
public sealed record ListedPost(JudgedPost Judged, PostCard? Card, Account? Author);

/// <summary><c>/admin/calls/{slug}</c>: what counts in a call and by which rule; moving a post or taking it out, on record; closing and hiding.</summary>
[RouteRule(Allow.Moderators, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class CallPage(AllCalls calls, Boards boards, CallEvidence evidence, Moderate moderate, ChangeCall change, PostShelf shelf, Accounts accounts) : SitePage
{
    private const int PageSize = 30;

    [BindProperty(SupportsGet = true, Name = "ring")]
    public Ring? Ring { get; set; }

    [BindProperty(SupportsGet = true, Name = "before")]
    public long? Before { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public Call Call { get; private set; } = null!;

    public Count Count { get; private set; } = null!;

    public IReadOnlyList<ListedPost> Posts { get; private set; } = [];

    public IReadOnlyList<Move> Moves { get; private set; } = [];

    /// <summary>Where the next page begins; null on the last.</summary>
    public long? Older { get; private set; }

    public async Task<IActionResult> OnGetAsync(string slug) => await Look(slug) ?? Page();

    /// <summary>To another ring ("Answered", "Joined", "Amplified") or out ("out").</summary>
    public async Task<IActionResult> OnPostMoveAsync(string slug, long person, long source, string? to)
    {
        if (await Look(slug) is { } refused) return refused;
        if (to != "out" && !Enum.TryParse<Ring>(to, out _)) return Again(Refusal.Invalid("ring", T["admin-call.no-ring"]));
        var done = await moderate.Move(Me, Viewer.Role, slug, person, source, to == "out" ? null : Enum.Parse<Ring>(to!), Note ?? string.Empty);
        return done.Ok ? Then(Visit.Http.Request.Path + Query(), "said.moved") : Again(done.Refusal, ("note", $"note-{person}-{source}"));
    }

    public async Task<IActionResult> OnPostStateAsync(string slug, string? deed)
    {
        if (await Look(slug) is { } refused) return refused;
        var done = deed switch
        {
            "close" => await change.CloseNow(Me, Viewer.Role, slug),
            "reopen" => await change.CloseAt(Me, Viewer.Role, slug, null),
            "hide" or "show" => await change.Hide(Me, Viewer.Role, slug, deed == "hide", Note ?? string.Empty),
            _ => Refusal.Invalid(string.Empty, T["problem.400.text"]),
        };
        return done.Ok ? Then("/admin/calls/" + Call.Slug, "said.done") : Again(done.Refusal);
    }

    private string Query() => Ring is { } ring ? "?ring=" + ring : string.Empty;

    private async Task<IActionResult?> Look(string slug)
    {
        if (calls.Find(slug) is not { } call) return Refused(Refusal.NotFound);
        Call = call;
        Visit.Title = T["admin-call.title"];
        Count = (await boards.Now(call.Id)).Count;
        var judged = evidence.Page(call, Ring, Before ?? long.MaxValue, PageSize);
        Posts = [.. judged.Select(one => new ListedPost(one, shelf.Find(one.Source) is { } card && card.Post.Author == one.Person ? card : null, accounts.Find(one.Person)))];
        if (judged.Count == PageSize) Older = judged[^1].Sequence;
        Moves = moderate.Moves(call);
        return null;
    }
}
