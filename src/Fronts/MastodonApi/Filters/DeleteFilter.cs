using Antiphon.Access;
using Antiphon.Filters;
using Antiphon.Http;

namespace Antiphon.MastodonApi.Filters;

[Endpoint("DELETE", "/api/v2/filters/{id}", Allow.Members, Scope.WriteFilters)]
internal sealed class DeleteFilter(SaveFilter save) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var removed = await save.Remove(request.Viewer.Id, request.RouteId());
        if (removed.Ok) await request.Empty();
        else await request.Refuse(removed.Refusal);
    }
}
