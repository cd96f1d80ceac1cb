using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Relations;

namespace Antiphon.MastodonApi.Profiles;

[Endpoint("POST", "/api/v1/accounts/{id}/unmute", Allow.Members, Scope.WriteMutes)]
internal sealed class PostAccountUnmute(Unmute unmute) : Endpoint
{
    protected override Task Answer(Request request) => RelationshipJson.Answer(request, unmute.Run(request.Viewer.Id, request.RouteId()));
}
