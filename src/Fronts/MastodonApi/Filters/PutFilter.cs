using Antiphon.Access;
using Antiphon.Filters;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;

namespace Antiphon.MastodonApi.Filters;

/// <summary>Changes what is given of a filter; keywords with an id are changed or (<c>_destroy</c>) taken away, others are added.</summary>
[Endpoint("PUT", "/api/v2/filters/{id}", Allow.Members, Scope.WriteFilters)]
internal sealed class PutFilter(SaveFilter save) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var draft = FilterFields.Of(request.Params);
        var changed = draft.Ok ? await save.Change(request.Viewer.Id, request.RouteId(), draft.Value) : draft.Refusal;
        if (changed.Ok) await request.Json(json => FilterJson.Write(json, changed.Value));
        else await request.Refuse(changed.Refusal);
    }
}
