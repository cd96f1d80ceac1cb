using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Tags;
using Antiphon.Posts.Text;
using Antiphon.Search;

namespace Antiphon.MastodonApi.Search;

/// <summary>The hashtags that one follows, latest first.</summary>
[Endpoint("GET", "/api/v1/followed_tags", Allow.Members, Scope.ReadFollows)]
internal sealed class GetFollowedTags(FollowedTags followed, TagJson tags) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var page = request.Page(100, 200);
        var found = followed.Page(request.Viewer.Id, page);
        var shown = Lists.Cut(found, page);
        if (shown.Count > 0) Lists.Link(request, page, found.Count, shown[^1].Id, shown[0].Id);
        return request.Json(json =>
        {
            json.WriteStartArray();
            foreach (var tag in shown) tags.Write(json, tag.Name, request.Viewer);
            json.WriteEndArray();
        });
    }
}
