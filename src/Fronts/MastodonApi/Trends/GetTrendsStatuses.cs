using Antiphon.Http;
using Antiphon.MastodonApi.Entities;

namespace Antiphon.MastodonApi.Trends;

[Endpoint("GET", "/api/v1/trends/statuses", Allow.Anyone)]
internal sealed class GetTrendsStatuses(Antiphon.Search.Trends trends, Lists lists) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var shown = trends.Posts(request.Viewer, Offset.Of(request), request.Limit(20, 40));
        return request.Write(output => lists.Whole(output, shown, request.Viewer));
    }
}
