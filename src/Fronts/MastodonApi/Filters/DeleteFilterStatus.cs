using Antiphon.Access;
using Antiphon.Filters;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;

namespace Antiphon.MastodonApi.Filters;

/// <summary>Answers what was taken away, as Mastodon's description says.</summary>
[Endpoint("DELETE", "/api/v2/filters/statuses/{id}", Allow.Members, Scope.WriteFilters)]
internal sealed class DeleteFilterStatus(AllFilters filters, FilterParts parts) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var found = filters.Post(request.Viewer.Id, request.RouteId());
        var removed = await parts.RemovePost(request.Viewer.Id, request.RouteId());
        if (removed.Ok && found is not null) await request.Json(json => FilterJson.Write(json, found));
        else await request.Refuse(Refusal.NotFound);
    }
}
