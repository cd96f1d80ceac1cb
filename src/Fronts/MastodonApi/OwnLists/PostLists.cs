using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Lists;

namespace Antiphon.MastodonApi.OwnLists;

[Endpoint("POST", "/api/v1/lists", Allow.Members, Scope.WriteLists)]
internal sealed class PostLists(MakeList make) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var replies = ListJson.Replies(request);
        if (!replies.Ok) await request.Refuse(replies.Refusal);
        else await ListJson.One(request, await make.Run(request.Viewer.Id, request.Params.Text("title"), replies.Value ?? ListReplies.List, request.Params.Is("exclusive")));
    }
}
