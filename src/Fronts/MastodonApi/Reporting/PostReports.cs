using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation.Reports;

namespace Antiphon.MastodonApi.Reporting;

[Endpoint("POST", "/api/v1/reports", Allow.Members, Scope.WriteReports)]
internal sealed class PostReports(ReportSomebody report, ReportJson reports) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var given = request.Params;
        var category = given.Filled("category") is { } name ? ReportJson.Parse(name) : null;
        if (given.Filled("category") is not null && category is null)
        {
            await request.Refuse(Refusal.Invalid("category", "The category is spam, legal, violation or other."));
            return;
        }

        var made = await report.Run(request.Viewer, new ReportDraft(
            given.Id("account_id") ?? -1, given.Ids("status_ids"), category, given.Ids("rule_ids"), given.Text("comment"), given.Is("forward")));
        if (made.Ok) await request.Json(json => reports.Write(json, made.Value));
        else await request.Refuse(made.Refusal);
    }
}
