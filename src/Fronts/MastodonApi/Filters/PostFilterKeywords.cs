using Antiphon.Access;
using Antiphon.Filters;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;

namespace Antiphon.MastodonApi.Filters;

[Endpoint("POST", "/api/v2/filters/{id}/keywords", Allow.Members, Scope.WriteFilters)]
internal sealed class PostFilterKeywords(FilterParts parts) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var added = await parts.AddKeyword(request.Viewer.Id, request.RouteId(), request.Params.Text("keyword"), request.Params.Flag("whole_word"));
        if (added.Ok) await request.Json(json => FilterJson.Write(json, added.Value));
        else await request.Refuse(added.Refusal);
    }
}
