using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation.Reports;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("GET", "/api/v1/admin/reports/{id}", Allow.Moderators, Scope.AdminReadReports)]
internal sealed class GetAdminReport(Reports all, AdminReportJson reports) : Endpoint
{
    protected override Task Answer(Request request) => reports.Answer(request, all.Find(request.RouteId(), request.Viewer.Id));
}
