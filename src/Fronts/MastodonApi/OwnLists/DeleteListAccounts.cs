using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Lists;

namespace Antiphon.MastodonApi.OwnLists;

/// <summary>The accounts are in the body or the query.</summary>
[Endpoint("DELETE", "/api/v1/lists/{id}/accounts", Allow.Members, Scope.WriteLists)]
internal sealed class DeleteListAccounts(ListMembership membership) : Endpoint
{
    protected override async Task Answer(Request request) =>
        await ListJson.Nothing(request, await membership.Remove(request.Viewer.Id, request.RouteId(), request.Params.Ids("account_ids")));
}
