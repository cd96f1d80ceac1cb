using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Lists;

namespace Antiphon.MastodonApi.Timelines;

/// <summary>What the people on one of one's own lists post.</summary>
[Endpoint("GET", "/api/v1/timelines/list/{id}", Allow.Members, Scope.ReadLists)]
internal sealed class GetTimelineList(MemberLists lists, Antiphon.Timelines.Timelines timelines, Lists pages) : Endpoint
{
    protected override Task Answer(Request request)
    {
        if (lists.Find(request.Viewer.Id, request.RouteId()) is not { } list) return request.Refuse(Refusal.NotFound);
        var page = request.Page(20, 40);
        return pages.Posts(request, timelines.List(request.Viewer, list, page), page);
    }
}
