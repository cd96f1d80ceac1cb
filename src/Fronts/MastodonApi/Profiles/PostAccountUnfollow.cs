using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Relations;

namespace Antiphon.MastodonApi.Profiles;

[Endpoint("POST", "/api/v1/accounts/{id}/unfollow", Allow.Members, Scope.WriteFollows)]
internal sealed class PostAccountUnfollow(Unfollow unfollow) : Endpoint
{
    protected override Task Answer(Request request) => RelationshipJson.Answer(request, unfollow.Run(request.Viewer.Id, request.RouteId()));
}
