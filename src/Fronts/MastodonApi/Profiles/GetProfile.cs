using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People;

namespace Antiphon.MastodonApi.Profiles;

/// <summary>One's own profile as it was typed, to be changed.</summary>
[Endpoint("GET", "/api/v1/profile", Allow.Members, Scope.Profile | Scope.ReadAccounts)]
internal sealed class GetProfile(Accounts accounts, ProfileJson profile) : Endpoint
{
    protected override Task Answer(Request request) =>
        accounts.Find(request.Viewer.Id) is { } me ? request.Json(json => profile.Write(json, me)) : request.Refuse(Refusal.SignInNeeded);
}
