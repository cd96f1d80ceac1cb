using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Tags;
using Antiphon.Posts.Text;
using Antiphon.Search;

namespace Antiphon.MastodonApi.Profiles;

[Endpoint("POST", "/api/v1/featured_tags", Allow.Members, Scope.WriteAccounts)]
internal sealed class PostFeaturedTags(FeaturedTags featured, SearchPosts search, FeaturedTagJson tags) : Endpoint
{
    private static readonly Refusal NoTag = Refusal.Invalid("name", "Validation failed: Name is not a valid hashtag");

    protected override async Task Answer(Request request)
    {
        var name = (request.Params.Filled("name") ?? string.Empty).Trim().TrimStart('#');
        var added = Hashtags.IsTag(name) ? await featured.Add(request.Viewer.Id, search.Written(name)) : NoTag;
        if (added.Ok) await request.Json(json => tags.Write(json, added.Value));
        else await request.Refuse(added.Refusal);
    }
}
