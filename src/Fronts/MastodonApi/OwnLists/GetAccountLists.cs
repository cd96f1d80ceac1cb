using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People;
using Antiphon.People.Lists;

namespace Antiphon.MastodonApi.OwnLists;

/// <summary>Those of one's own lists that an account is on.</summary>
[Endpoint("GET", "/api/v1/accounts/{id}/lists", Allow.Members, Scope.ReadLists)]
internal sealed class GetAccountLists(MemberLists lists, Accounts accounts) : Endpoint
{
    protected override Task Answer(Request request) => accounts.Find(request.RouteId()) is { Shown: true } account
        ? ListJson.Several(request, lists.With(request.Viewer.Id, account.Id))
        : request.Refuse(Refusal.NotFound);
}
