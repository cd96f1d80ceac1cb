using Antiphon.Http;
using Antiphon.Moderation.Reports;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Web.Feeds;
using Antiphon.Web.Forms;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Reporting;

/// <summary>
/// Tells the moderators of an account or a post: by members, and by anybody who can read it. Of a stranger nothing is kept. An account or post that this visitor may not know of is the page that
/// says so of everything that is not there.
/// </summary>
[RouteRule(Allow.Anyone, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class ReportFormPage(ReportSomebody report, Accounts accounts, PostShelf shelf) : SitePage
{
    [BindProperty(SupportsGet = true, Name = "account")]
    public string? Acct { get; set; }

    [BindProperty(SupportsGet = true, Name = "post")]
    public long? PostId { get; set; }

    [BindProperty]
    public string? Comment { get; set; }

    [BindProperty]
    public ReportCategory? Category { get; set; }

    [BindProperty]
    public long[] Rules { get; set; } = [];

    [BindProperty]
    public bool Forward { get; set; }

    public Account Account { get; private set; } = null!;

    public Feed? Preview { get; private set; }

    public bool Sent { get; private set; }

    public IReadOnlyList<Option> Categories =>
        [.. new[] { ReportCategory.Violation, ReportCategory.Spam, ReportCategory.Legal, ReportCategory.Other }.Where(one => one != ReportCategory.Violation || Visit.Settings.Rules.Count > 0)
            .Select(one => new Option(one.ToString(), T["report.category." + one]))];

    public IActionResult OnGet() => Look() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (Look() is { } gone) return gone;
        if (Category is null)
        {
            Wrong(nameof(Category), T["report.choose"]);
            return Shown();
        }

        var made = await report.Run(Viewer, new ReportDraft(Account.Id, PostId is { } post ? [post] : [], Category, Rules, Comment, Forward));
        if (!made.Ok) return Again(made.Refusal, ("comment", nameof(Comment)), ("category", nameof(Category)), ("rule_ids", "Rules"));
        Sent = true;
        return Page();
    }

    private IActionResult? Look()
    {
        Visit.Title = T["report.title"];
        Visit.Unlisted = true;
        var card = PostId is { } id ? shelf.Find(id, Viewer) : null;
        if (PostId is not null && card is null) return Refused(Refusal.NotFound);
        var found = card is not null ? accounts.Find(card.Post.Author) : accounts.Named(Acct ?? string.Empty);
        if (found is not { Shown: true } || found.Id == Viewer.Id) return Refused(Refusal.NotFound);
        Account = found;
        if (card is not null) Preview = Feed.In(Visit, [new FeedItem(card, card.Id)], actions: false);
        return null;
    }
}
