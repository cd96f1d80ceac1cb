using Antiphon.Access;
using Antiphon.Filters;
using Antiphon.Http;

namespace Antiphon.MastodonApi.Filters;

[Endpoint("DELETE", "/api/v1/filters/{id}", Allow.Members, Scope.WriteFilters)]
internal sealed class DeleteOldFilter(OldFilters old) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var removed = await old.Remove(request.Viewer.Id, request.RouteId());
        if (removed.Ok) await request.Empty();
        else await request.Refuse(removed.Refusal);
    }
}
