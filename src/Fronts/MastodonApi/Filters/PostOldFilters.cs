using Antiphon.Access;
using Antiphon.Filters;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;

namespace Antiphon.MastodonApi.Filters;

/// <summary>Makes a filter of one phrase. <c>irreversible</c> is what hides.</summary>
[Endpoint("POST", "/api/v1/filters", Allow.Members, Scope.WriteFilters)]
internal sealed class PostOldFilters(SaveFilter save) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var (p, phrase) = (request.Params, request.Params.Text("phrase"));
        var draft = FilterFields.Of(p);
        if (!draft.Ok)
        {
            await request.Refuse(draft.Refusal);
            return;
        }

        var made = await save.Make(request.Viewer.Id, draft.Value with
        {
            Title = OldFilters.Title(phrase ?? string.Empty),
            Action = p.Is("irreversible") ? FilterAction.Hide : FilterAction.Warn,
            Keywords = [new KeywordDraft(null, phrase, p.Flag("whole_word"))],
        });
        if (made.Ok) await request.Json(json => FilterJson.WriteOld(json, made.Value, made.Value.Keywords[0]));
        else await request.Refuse(made.Refusal);
    }
}
