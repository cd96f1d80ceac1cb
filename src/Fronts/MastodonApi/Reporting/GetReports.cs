using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.Moderation.Reports;

namespace Antiphon.MastodonApi.Reporting;

/// <summary>One's own reports. Mastodon has taken this address away; old apps still ask.</summary>
[Endpoint("GET", "/api/v1/reports", Allow.Members, Scope.WriteReports)]
internal sealed class GetReports(Reports all, ReportJson reports) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var page = request.Page(20, 40);
        return Pages.Answer(request, page, all.Page(page, new ReportFilter(Resolved: null, By: request.Viewer.Id)), static report => report.Id, reports.Write);
    }
}
