using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.Posts.Text;
using Antiphon.Search;

namespace Antiphon.MastodonApi.Search;

/// <summary>A hashtag, whether or not anybody has used it yet.</summary>
[Endpoint("GET", "/api/v1/tags/{name}", Allow.Anyone, Scope.ReadStatuses)]
internal sealed class GetTag(SearchPosts search, TagJson tags) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var name = request.RouteText("name").TrimStart('#');
        return Hashtags.IsTag(name) ? request.Json(json => tags.Write(json, search.Written(name), request.Viewer)) : request.Refuse(Refusal.NotFound);
    }
}
