using Antiphon.Access;
using Antiphon.Filters;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;

namespace Antiphon.MastodonApi.Filters;

/// <summary>One's own filters, those too that have expired.</summary>
[Endpoint("GET", "/api/v2/filters", Allow.Members, Scope.ReadFilters)]
internal sealed class GetFilters(AllFilters filters) : Endpoint
{
    protected override Task Answer(Request request) => request.Json(json =>
    {
        json.WriteStartArray();
        foreach (var filter in filters.Of(request.Viewer.Id)) FilterJson.Write(json, filter);
        json.WriteEndArray();
    });
}
