using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Relations;

namespace Antiphon.MastodonApi.Profiles;

[Endpoint("POST", "/api/v1/accounts/{id}/unblock", Allow.Members, Scope.WriteBlocks)]
internal sealed class PostAccountUnblock(Unblock unblock) : Endpoint
{
    protected override Task Answer(Request request) => RelationshipJson.Answer(request, unblock.Run(request.Viewer.Id, request.RouteId()));
}
