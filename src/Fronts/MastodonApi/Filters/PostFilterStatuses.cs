using Antiphon.Access;
using Antiphon.Filters;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;

namespace Antiphon.MastodonApi.Filters;

[Endpoint("POST", "/api/v2/filters/{id}/statuses", Allow.Members, Scope.WriteFilters)]
internal sealed class PostFilterStatuses(FilterParts parts) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var added = await parts.AddPost(request.Viewer.Id, request.RouteId(), request.Params.Id("status_id") ?? -1);
        if (added.Ok) await request.Json(json => FilterJson.Write(json, added.Value));
        else await request.Refuse(added.Refusal);
    }
}
