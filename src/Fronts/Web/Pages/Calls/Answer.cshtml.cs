using Antiphon.Answers;
using Antiphon.Calls;
using Antiphon.Http;
using Antiphon.Intake.Own;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Calls;

/// <summary><c>/calls/{slug}/answer</c>: the press and its undoing; for who is not signed in, the ways to answer.</summary>
[RouteRule(Allow.Anyone, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class AnswerPage(AllCalls calls, Press press, OwnAnswer own, OwnArchiveOptions archives) : SitePage
{
    public Call Call { get; private set; } = null!;

    public OwnStanding Own { get; private set; } = null!;

    public bool Open => Call.Counts(Visit.Now);

    public bool TakesArchives => archives.MaxMegabytes > 0;

    public IActionResult OnGet(string slug) => Look(slug) ?? Page();

    public async Task<IActionResult> OnPostAsync(string slug, string? deed)
    {
        if (Look(slug) is { } refused) return refused;
        if (!Visit.SignedIn) return new SeeOther($"/calls/{Call.Slug}/answer");
        var undo = deed == "undo";
        var done = undo ? await press.Undo(Me, Call.Slug) : await press.Answer(Me, Call.Slug);
        return done.Ok ? Then("/calls/" + Call.Slug, undo ? "said.uncounted" : null) : Refused(done.Refusal);
    }

    private IActionResult? Look(string slug)
    {
        if (calls.Find(slug) is not { } call || (call.Hidden && !Viewer.Moderates)) return Refused(Refusal.NotFound);
        Call = call;
        Own = own.In(call, Viewer.Id);
        Visit.Title = T["answer.title"];
        Visit.Unlisted = true;
        Visit.Leave = true;
        return null;
    }
}
