using Antiphon.Access;
using Antiphon.Filters;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;

namespace Antiphon.MastodonApi.Filters;

[Endpoint("GET", "/api/v1/filters/{id}", Allow.Members, Scope.ReadFilters)]
internal sealed class GetOldFilter(AllFilters filters) : Endpoint
{
    protected override Task Answer(Request request) =>
        filters.Keyword(request.Viewer.Id, request.RouteId()) is { } keyword && filters.Find(request.Viewer.Id, keyword.Filter) is { } filter
            ? request.Json(json => FilterJson.WriteOld(json, filter, keyword))
            : request.Refuse(Refusal.NotFound);
}
