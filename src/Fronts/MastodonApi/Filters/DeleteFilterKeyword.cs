using Antiphon.Access;
using Antiphon.Filters;
using Antiphon.Http;

namespace Antiphon.MastodonApi.Filters;

[Endpoint("DELETE", "/api/v2/filters/keywords/{id}", Allow.Members, Scope.WriteFilters)]
internal sealed class DeleteFilterKeyword(FilterParts parts) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var removed = await parts.RemoveKeyword(request.Viewer.Id, request.RouteId());
        if (removed.Ok) await request.Empty();
        else await request.Refuse(removed.Refusal);
    }
}
