using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People;

namespace Antiphon.MastodonApi.Profiles;

[Endpoint("GET", "/api/v1/accounts/{id}", Allow.Anyone, Scope.ReadAccounts)]
internal sealed class GetAccount(Accounts accounts, AccountJson account) : Endpoint
{
    protected override Task Answer(Request request) => accounts.Find(request.RouteId()) is { State: not AccountState.Waiting } found
        ? request.Send(account.Of(found))
        : request.Refuse(Refusal.NotFound);
}
