using Antiphon.Access;
using Antiphon.Filters;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;

namespace Antiphon.MastodonApi.Filters;

[Endpoint("GET", "/api/v2/filters/{id}/keywords", Allow.Members, Scope.ReadFilters)]
internal sealed class GetFilterKeywords(AllFilters filters) : Endpoint
{
    protected override Task Answer(Request request) => filters.Find(request.Viewer.Id, request.RouteId()) is not { } found
        ? request.Refuse(Refusal.NotFound)
        : request.Json(json =>
        {
            json.WriteStartArray();
            foreach (var keyword in found.Keywords) FilterJson.Write(json, keyword);
            json.WriteEndArray();
        });
}
