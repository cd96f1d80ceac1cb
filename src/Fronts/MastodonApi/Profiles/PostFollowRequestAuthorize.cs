using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Relations;

namespace Antiphon.MastodonApi.Profiles;

[Endpoint("POST", "/api/v1/follow_requests/{id}/authorize", Allow.Members, Scope.WriteFollows)]
internal sealed class PostFollowRequestAuthorize(AcceptFollower acceptFollower) : Endpoint
{
    protected override Task Answer(Request request) => RelationshipJson.Answer(request, acceptFollower.Run(request.Viewer.Id, request.RouteId()));
}
