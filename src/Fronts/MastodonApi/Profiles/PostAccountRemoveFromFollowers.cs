using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Relations;

namespace Antiphon.MastodonApi.Profiles;

[Endpoint("POST", "/api/v1/accounts/{id}/remove_from_followers", Allow.Members, Scope.WriteFollows)]
internal sealed class PostAccountRemoveFromFollowers(RemoveFollower removeFollower) : Endpoint
{
    protected override Task Answer(Request request) => RelationshipJson.Answer(request, removeFollower.Run(request.Viewer.Id, request.RouteId()));
}
