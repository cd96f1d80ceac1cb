using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Tags;
using Antiphon.Posts.Text;
using Antiphon.Search;

namespace Antiphon.MastodonApi.Search;

[Endpoint("POST", "/api/v1/tags/{name}/unfollow", Allow.Members, Scope.WriteFollows)]
internal sealed class PostTagUnfollow(FollowedTags chosen, People.Viewers viewers, SearchPosts search, TagJson tags) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var name = request.RouteText("name").TrimStart('#');
        var done = Hashtags.IsTag(name) ? await chosen.Unfollow(request.Viewer.Id, name) : Refusal.NotFound;
        if (done.Ok) await request.Json(json => tags.Write(json, search.Written(name), viewers.For(request.Viewer.Id)));
        else await request.Refuse(done.Refusal);
    }
}
