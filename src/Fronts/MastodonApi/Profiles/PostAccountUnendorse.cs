using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Relations;

namespace Antiphon.MastodonApi.Profiles;

[Endpoint("POST", "/api/v1/accounts/{id}/unendorse", Allow.Members, Scope.WriteAccounts)]
[Endpoint("POST", "/api/v1/accounts/{id}/unpin", Allow.Members, Scope.WriteAccounts)]
internal sealed class PostAccountUnendorse(Endorse endorse) : Endpoint
{
    protected override Task Answer(Request request) => RelationshipJson.Answer(request, endorse.Remove(request.Viewer.Id, request.RouteId()));
}
