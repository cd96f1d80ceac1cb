using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Relations;

namespace Antiphon.MastodonApi.Profiles;

[Endpoint("POST", "/api/v1/accounts/{id}/block", Allow.Members, Scope.WriteBlocks)]
internal sealed class PostAccountBlock(Block block) : Endpoint
{
    protected override Task Answer(Request request) => RelationshipJson.Answer(request, block.Run(request.Viewer.Id, request.RouteId()));
}
