using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Statuses;

[Endpoint("GET", "/api/v1/statuses/{id}/favourited_by", Allow.Anyone, Scope.ReadStatuses)]
internal sealed class GetStatusFavouritedBy(PostShelf shelf, Antiphon.Timelines.Timelines timelines, Lists lists) : Endpoint
{
    protected override Task Answer(Request request)
    {
        if (shelf.Find(request.RouteId(), request.Viewer) is not { } card) return request.Refuse(Refusal.NotFound);
        var page = request.Page(40, 80);
        return lists.People(request, timelines.Reactors(request.Viewer, card.Id, ReactionKind.Like, page), page);
    }
}
