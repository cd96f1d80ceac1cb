using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People;
using Antiphon.People.Relations;

namespace Antiphon.MastodonApi.Profiles;

[Endpoint("GET", "/api/v1/accounts/{id}/endorsements", Allow.Anyone, Scope.ReadAccounts)]
internal sealed class GetAccountEndorsements(Accounts accounts, RelationLists relations, Lists lists) : Endpoint
{
    protected override Task Answer(Request request)
    {
        if (accounts.Find(request.RouteId()) is not { Shown: true } account) return request.Refuse(Refusal.NotFound);
        var page = request.Page(40, 80);
        return lists.People(request, relations.Endorsed(request.Viewer, account.Id, page), page);
    }
}
