using Antiphon.Access;
using Antiphon.Filters;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;

namespace Antiphon.MastodonApi.Filters;

/// <summary>Makes a filter, with its keywords where they are given.</summary>
[Endpoint("POST", "/api/v2/filters", Allow.Members, Scope.WriteFilters)]
internal sealed class PostFilters(SaveFilter save) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var draft = FilterFields.Of(request.Params);
        var made = draft.Ok ? await save.Make(request.Viewer.Id, draft.Value) : draft.Refusal;
        if (made.Ok) await request.Json(json => FilterJson.Write(json, made.Value));
        else await request.Refuse(made.Refusal);
    }
}
