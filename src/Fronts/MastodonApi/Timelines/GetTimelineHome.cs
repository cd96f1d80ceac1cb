using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;

namespace Antiphon.MastodonApi.Timelines;

[Endpoint("GET", "/api/v1/timelines/home", Allow.Members, Scope.ReadStatuses)]
internal sealed class GetTimelineHome(Antiphon.Timelines.Timelines timelines, Lists lists) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var page = request.Page(20, 40);
        return lists.Posts(request, timelines.Home(request.Viewer, page), page);
    }
}
