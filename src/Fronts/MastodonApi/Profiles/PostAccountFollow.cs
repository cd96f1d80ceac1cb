using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Relations;

namespace Antiphon.MastodonApi.Profiles;

/// <summary>Follows, or asks to; on somebody followed already, changes whether boosts and new posts are wanted.</summary>
[Endpoint("POST", "/api/v1/accounts/{id}/follow", Allow.Members, Scope.WriteFollows)]
internal sealed class PostAccountFollow(Follow follow) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var p = request.Params;
        return RelationshipJson.Answer(request, follow.Run(
            request.Viewer.Id, request.RouteId(), p.Flag("reblogs"), p.Flag("notify"), p.Has("languages") ? p.All("languages") : null));
    }
}
