using Antiphon.Access;
using Antiphon.Filters;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;

namespace Antiphon.MastodonApi.Filters;

[Endpoint("GET", "/api/v2/filters/{id}/statuses", Allow.Members, Scope.ReadFilters)]
internal sealed class GetFilterStatuses(AllFilters filters) : Endpoint
{
    protected override Task Answer(Request request) => filters.Find(request.Viewer.Id, request.RouteId()) is not { } found
        ? request.Refuse(Refusal.NotFound)
        : request.Json(json =>
        {
            json.WriteStartArray();
            foreach (var post in found.Posts) FilterJson.Write(json, post);
            json.WriteEndArray();
        });
}
