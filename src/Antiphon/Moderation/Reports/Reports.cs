using Antiphon.Store;

namespace Antiphon.Moderation.Reports;

/// <summary>Reports to be looked at by moderators, and by who made them.</summary>
public sealed class Reports(DataStore store)
{
    /// <summary>Newest first.</summary>
    public IReadOnlyList<Report> Page(Paging page, ReportFilter filter) => store.Read(sql =>
    {
        var rows = sql.Rows(
            $"SELECT {Report.Columns} FROM reports WHERE id < $1 AND id > $2 AND ($4 < 0 OR ($4 = 1) = (resolved IS NOT NULL)) AND ($5 = 0 OR target = $5) AND ($6 = 0 OR by_account = $6)"
                + " AND ($7 < 0 OR EXISTS (SELECT 1 FROM accounts a WHERE a.id = target AND (a.domain IS NULL) = ($7 = 1))) AND ($8 = 0 OR assigned = $8) AND ($9 = 0 OR target <> $9)"
                + $" ORDER BY id {(page.Ascending ? "ASC" : "DESC")} LIMIT $3",
            Report.Read, page.Below, page.Above, page.Limit, Sort(filter.Resolved), filter.Target ?? 0, filter.By ?? 0, Sort(filter.Local), filter.Assigned ?? 0, filter.NotAbout ?? 0);
        if (page.Ascending) rows.Reverse();
        return WithPosts(sql, rows);
    });

    public Report? Find(long id) => store.Read(sql => Find(sql, id));

    /// <summary>As a moderator may see it: of a report about themselves, which says who made it, they are told what they would be told if there were none.</summary>
    public Report? Find(long id, long moderator) => Find(id) is { } report && report.Target != moderator ? report : null;

    /// <summary>How many wait, for the badge in the moderators' navigation.</summary>
    public int Open(int most) => (int)(store.Read(sql => sql.Number("SELECT count(*) FROM (SELECT 1 FROM reports WHERE resolved IS NULL LIMIT $1) AS waiting", most)) ?? 0);

    internal static Report? Find(Sql sql, long id) =>
        sql.First($"SELECT {Report.Columns} FROM reports WHERE id = $1", Report.Read, id) is { } report ? WithPosts(sql, [report])[0] : null;

    private static IReadOnlyList<Report> WithPosts(Sql sql, List<Report> reports)
    {
        if (reports.Count == 0) return reports;
        var posts = sql.Rows(
            $"SELECT report, post FROM report_posts WHERE report {sql.Among(1)} ORDER BY report, post", static row => (Report: row.Long(0), Post: row.Long(1)), reports.Select(static one => one.Id).ToArray())
            .ToLookup(static one => one.Report, static one => one.Post);
        return [.. reports.Select(report => posts.Contains(report.Id) ? report with { Posts = [.. posts[report.Id]] } : report)];
    }

    private static int Sort(bool? wanted) => wanted is { } sort ? sort ? 1 : 0 : -1;
}
