using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Statuses;

[Endpoint("GET", "/api/v1/statuses/{id}", Allow.Anyone, Scope.ReadStatuses)]
internal sealed class GetStatus(PostShelf shelf, StatusJson statuses) : Endpoint
{
    protected override Task Answer(Request request) =>
        shelf.Find(request.RouteId(), request.Viewer) is { } card ? statuses.Answer(request, card) : request.Refuse(Refusal.NotFound);
}
