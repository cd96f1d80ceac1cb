using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Statuses;

/// <summary>Posts that quote this one.</summary>
[Endpoint("GET", "/api/v1/statuses/{id}/quotes", Allow.Anyone, Scope.ReadStatuses)]
internal sealed class GetStatusQuotes(PostShelf shelf, Antiphon.Timelines.Timelines timelines, Lists lists) : Endpoint
{
    protected override Task Answer(Request request)
    {
        if (shelf.Find(request.RouteId(), request.Viewer) is not { } card) return request.Refuse(Refusal.NotFound);
        var page = request.Page(20, 40);
        return lists.Posts(request, timelines.Quotes(request.Viewer, card.Id, page), page);
    }
}
