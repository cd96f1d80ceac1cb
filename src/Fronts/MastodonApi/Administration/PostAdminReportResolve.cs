using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Moderation.Reports;

namespace Antiphon.MastodonApi.Administration;

[Endpoint("POST", "/api/v1/admin/reports/{id}/resolve", Allow.Moderators, Scope.AdminWriteReports)]
internal sealed class PostAdminReportResolve(TendReport tend, AdminReportJson reports) : Endpoint
{
    protected override async Task Answer(Request request) => await reports.Tend(request, tend.Resolve);
}
