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
    private const int Longest = 100;

    protected override Task Answer(Request request)
    {
        var name = request.RouteText("name").TrimStart('#');
        var isTag = name.Length is > 0 and <= Longest && Posts.Text.Entities.Find("#" + name) is [{ Kind: EntityKind.Hashtag } tag] && tag.Value == name;
        return isTag ? request.Json(json => tags.Write(json, search.Written(name))) : request.Refuse(Refusal.NotFound);
    }
}
