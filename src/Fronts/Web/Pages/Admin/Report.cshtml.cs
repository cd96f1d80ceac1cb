using System.Globalization;
using Antiphon.Http;
using Antiphon.Moderation.Reports;
using Antiphon.Moderation.Warnings;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Web.Feeds;
using Antiphon.Web.Forms;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Admin;

/// <summary>One report: what it points at, and what is to be done. Posts are folded away until they are wanted, and only those stand here that the moderator may read.</summary>
[RouteRule(Allow.Moderators, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class ReportPage(Reports reports, TendReport tend, ActOnAccount act, Accounts accounts, PostShelf shelf) : SitePage
{
    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public ModeratorAct Act { get; set; }

    public Report Report { get; private set; } = null!;

    public Feed Posts { get; private set; } = null!;

    public int Hidden => Report.Posts.Count - Posts.Items.Count;

    public IReadOnlyList<string> Rules => [.. Report.Rules.Where(rule => rule <= Visit.Settings.Rules.Count).Select(rule => Visit.Settings.Rules[rule - 1])];

    public IReadOnlyList<Option> Acts =>
        [.. Enum.GetValues<ModeratorAct>().Where(one => Report.Posts.Count > 0 || one is not (ModeratorAct.CoverPosts or ModeratorAct.DeletePosts)).Select(one => new Option(one.ToString(), T["act." + one], T["act-hint." + one]))];

    public IActionResult OnGet(long id) => Look(id) ?? Page();

    public async Task<IActionResult> OnPostAsync(long id, string? deed)
    {
        if (Look(id) is { } gone) return gone;
        var done = deed switch
        {
            "take" => await tend.Assign(Me.Id, id),
            "give" => await tend.Unassign(Me.Id, id),
            "close" => await tend.Resolve(Me.Id, id),
            "reopen" => await tend.Reopen(Me.Id, id),
            _ => Refusal.NotFound,
        };
        return done.Ok ? Then(Here(id), "said.done") : Again(done.Refusal);
    }

    public async Task<IActionResult> OnPostActAsync(long id)
    {
        if (Look(id) is { } gone) return gone;
        var done = await act.Run(Me.Id, new ActDraft(Report.Target, Act, Text ?? string.Empty, id));
        return done.Ok ? Then(Here(id), "said.done") : Again(done.Refusal, ("text", nameof(Text)), ("type", nameof(Act)));
    }

    public Account? Who(long? account) => account is { } id ? accounts.Find(id) : null;

    private static string Here(long id) => "/admin/reports/" + id.ToString(CultureInfo.InvariantCulture);

    private IActionResult? Look(long id)
    {
        if (reports.Find(id, Me.Id) is not { } report) return Refused(Refusal.NotFound);
        Report = report;
        Visit.Title = T["admin-report.title"];
        Posts = Feed.In(Visit, report.Posts.Select(post => shelf.Find(post, Viewer)).OfType<PostCard>().Select(static card => new FeedItem(card, card.Id)), actions: false);
        return null;
    }
}
