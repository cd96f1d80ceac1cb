using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People;

namespace Antiphon.MastodonApi.Profiles;

[Endpoint("GET", "/api/v1/accounts/verify_credentials", Allow.Members, Scope.Profile | Scope.ReadAccounts)]
internal sealed class GetVerifyCredentials(Accounts accounts, CredentialAccountJson credential) : Endpoint
{
    protected override Task Answer(Request request) =>
        accounts.Find(request.Viewer.Id) is { } me ? request.Json(json => credential.Write(json, me)) : request.Refuse(Refusal.SignInNeeded);
}
