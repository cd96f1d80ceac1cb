using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Lists;

namespace Antiphon.MastodonApi.OwnLists;

[Endpoint("POST", "/api/v1/lists/{id}/accounts", Allow.Members, Scope.WriteLists)]
internal sealed class PostListAccounts(ListMembership membership) : Endpoint
{
    protected override async Task Answer(Request request) =>
        await ListJson.Nothing(request, await membership.Add(request.Viewer.Id, request.RouteId(), request.Params.Ids("account_ids")));
}
