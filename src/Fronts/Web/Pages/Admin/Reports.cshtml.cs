using Antiphon.Http;
using Antiphon.Moderation.Reports;
using Antiphon.Moderation.Warnings;
using Antiphon.People;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Admin;

/// <summary>The queue: what was reported and waits, and answers to warnings that wait for a decision. Comments are folded: who moderates chooses when to read them.</summary>
[RouteRule(Allow.Moderators, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class ReportsPage(Reports reports, Warnings warnings, Appeal appeal, Accounts accounts) : ListPage
{
    [BindProperty(SupportsGet = true, Name = "show")]
    public string? Show { get; set; }

    public IReadOnlyList<Report> List { get; private set; } = [];

    public IReadOnlyList<Warning> Appeals { get; private set; } = [];

    public bool Closed => Show == "closed";

    public bool Mine => Show == "mine";

    protected override string Query => Show is "closed" or "mine" ? "show=" + Show : string.Empty;

    public void OnGet()
    {
        Visit.Title = T["admin.reports"];
        Appeals = Closed ? [] : warnings.Appeals();
        List = Paged(page => reports.Page(page, new ReportFilter(Resolved: Closed, Assigned: Mine ? Me.Id : null, NotAbout: Me.Id)), static report => report.Id);
    }

    /// <summary>Yes or no to somebody who answered a warning.</summary>
    public async Task<IActionResult> OnPostAsync(long id, string? deed)
    {
        var decided = await appeal.Decide(Me.Id, id, deed == "grant", string.Empty);
        return decided.Ok ? Then("/admin/reports", "said.done") : Refused(decided.Refusal);
    }

    public Account? Who(long? account) => account is { } id ? accounts.Find(id) : null;
}
