using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.Moderation.Reports;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("GET", "/api/v1/admin/reports", Allow.Moderators, Scope.AdminReadReports)]
internal sealed class GetAdminReports(Reports all, AdminReportJson reports) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var given = request.Params;
        var page = request.Page(100, 200);
        var found = all.Page(page, new ReportFilter(given.Is("resolved"), given.Id("target_account_id"), given.Id("account_id"), NotAbout: request.Viewer.Id));
        var shown = Lists.Cut(found, page);
        if (shown.Count > 0) Lists.Link(request, page, found.Count, shown[^1].Id, shown[0].Id, "resolved", "target_account_id", "account_id");
        return request.Json(json => reports.Write(json, shown, request.Viewer));
    }
}
