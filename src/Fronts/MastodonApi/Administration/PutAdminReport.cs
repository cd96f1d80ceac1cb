using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Reporting;
using Antiphon.Moderation.Reports;
using Antiphon.Settings;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("PUT", "/api/v1/admin/reports/{id}", Allow.Moderators, Scope.AdminWriteReports)]
internal sealed class PutAdminReport(Reports all, TendReport tend, AdminReportJson reports, CurrentSettings settings) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        if (all.Find(request.RouteId(), request.Viewer.Id) is not { } before)
        {
            await request.Refuse(Refusal.NotFound);
            return;
        }

        var name = request.Params.Filled("category");
        if ((name is null ? before.Category : ReportJson.Parse(name)) is not { } category)
        {
            await request.Refuse(Refusal.Invalid("category", "The category is spam, legal, violation or other."));
            return;
        }

        var known = settings.Value.Rules.Count;
        IReadOnlyList<int> rules = request.Params.Has("rule_ids")
            ? [.. request.Params.Ids("rule_ids").Where(rule => rule >= 1 && rule <= known).Select(static rule => (int)rule).Distinct().Order()]
            : before.Rules;
        await reports.Answer(request, await tend.Sort(request.Viewer.Id, before.Id, category, rules));
    }
}
