using Antiphon.Access;
using Antiphon.Filters;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;

namespace Antiphon.MastodonApi.Filters;

[Endpoint("PUT", "/api/v2/filters/keywords/{id}", Allow.Members, Scope.WriteFilters)]
internal sealed class PutFilterKeyword(FilterParts parts) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var changed = await parts.ChangeKeyword(request.Viewer.Id, request.RouteId(), request.Params.Text("keyword"), request.Params.Flag("whole_word"));
        if (changed.Ok) await request.Json(json => FilterJson.Write(json, changed.Value));
        else await request.Refuse(changed.Refusal);
    }
}
