using Antiphon.Access;
using Antiphon.Http;
using Antiphon.People;

namespace Antiphon.MastodonApi.Later;

/// <summary>The same of an account: nobody has any of these here.</summary>
[Endpoint("GET", "/api/v1/accounts/{id}/identity_proofs", Allow.Members, Scope.ReadAccounts)]
internal sealed class EmptyAccountLists(Accounts accounts) : Endpoint
{
    protected override Task Answer(Request request) => accounts.Find(request.RouteId()) is { Shown: true } ? request.EmptyList() : request.Refuse(Refusal.NotFound);
}
