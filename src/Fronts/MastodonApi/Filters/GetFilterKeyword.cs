using Antiphon.Access;
using Antiphon.Filters;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;

namespace Antiphon.MastodonApi.Filters;

[Endpoint("GET", "/api/v2/filters/keywords/{id}", Allow.Members, Scope.ReadFilters)]
internal sealed class GetFilterKeyword(AllFilters filters) : Endpoint
{
    protected override Task Answer(Request request) => filters.Keyword(request.Viewer.Id, request.RouteId()) is { } found
        ? request.Json(json => FilterJson.Write(json, found))
        : request.Refuse(Refusal.NotFound);
}
