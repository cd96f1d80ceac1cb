using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Relations;

namespace Antiphon.MastodonApi.Profiles;

/// <summary>Shows somebody on one's profile; <c>pin</c> is its old name.</summary>
[Endpoint("POST", "/api/v1/accounts/{id}/endorse", Allow.Members, Scope.WriteAccounts)]
[Endpoint("POST", "/api/v1/accounts/{id}/pin", Allow.Members, Scope.WriteAccounts)]
internal sealed class PostAccountEndorse(Endorse endorse) : Endpoint
{
    protected override Task Answer(Request request) => RelationshipJson.Answer(request, endorse.Add(request.Viewer.Id, request.RouteId()));
}
