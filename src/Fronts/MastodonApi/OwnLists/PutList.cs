using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Lists;

namespace Antiphon.MastodonApi.OwnLists;

[Endpoint("PUT", "/api/v1/lists/{id}", Allow.Members, Scope.WriteLists)]
internal sealed class PutList(ChangeList change) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var replies = ListJson.Replies(request);
        if (!replies.Ok) await request.Refuse(replies.Refusal);
        else await ListJson.One(request, await change.Run(request.Viewer.Id, request.RouteId(), request.Params.Text("title"), replies.Value, request.Params.Flag("exclusive")));
    }
}
