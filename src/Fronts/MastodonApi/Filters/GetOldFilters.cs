using Antiphon.Access;
using Antiphon.Filters;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;

namespace Antiphon.MastodonApi.Filters;

/// <summary>The same filters for apps that know the first version: one for each keyword.</summary>
[Endpoint("GET", "/api/v1/filters", Allow.Members, Scope.ReadFilters)]
internal sealed class GetOldFilters(AllFilters filters) : Endpoint
{
    protected override Task Answer(Request request) => request.Json(json =>
    {
        json.WriteStartArray();
        foreach (var filter in filters.Of(request.Viewer.Id))
        {
            foreach (var keyword in filter.Keywords) FilterJson.WriteOld(json, filter, keyword);
        }

        json.WriteEndArray();
    });
}
