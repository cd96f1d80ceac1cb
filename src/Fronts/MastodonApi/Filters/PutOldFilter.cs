using Antiphon.Access;
using Antiphon.Filters;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;

namespace Antiphon.MastodonApi.Filters;

/// <summary>Changes a phrase and its filter; what would change other phrases with it is refused, as in Mastodon.</summary>
[Endpoint("PUT", "/api/v1/filters/{id}", Allow.Members, Scope.WriteFilters)]
internal sealed class PutOldFilter(OldFilters old) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var p = request.Params;
        var draft = FilterFields.Of(p);
        if (!draft.Ok)
        {
            await request.Refuse(draft.Refusal);
            return;
        }

        var wanted = draft.Value with
        {
            Title = null,
            Action = p.Flag("irreversible") is { } hides ? hides ? FilterAction.Hide : FilterAction.Warn : null,
            Keywords = null,
        };
        var changed = await old.Change(request.Viewer.Id, request.RouteId(), wanted, p.Text("phrase"), p.Flag("whole_word"));
        if (changed.Ok) await request.Json(json => FilterJson.WriteOld(json, changed.Value.Filter, changed.Value.Keyword));
        else await request.Refuse(changed.Refusal);
    }
}
