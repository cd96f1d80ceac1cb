using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Tags;
using Antiphon.Posts.Text;
using Antiphon.Search;

namespace Antiphon.MastodonApi.Profiles;

/// <summary>What one has used most of late and does not show yet.</summary>
[Endpoint("GET", "/api/v1/featured_tags/suggestions", Allow.Members, Scope.ReadAccounts)]
internal sealed class GetFeaturedTagSuggestions(FeaturedTags featured, TagJson tags) : Endpoint
{
    protected override Task Answer(Request request) => request.Json(json =>
    {
        json.WriteStartArray();
        foreach (var name in featured.Suggested(request.Viewer.Id)) tags.Write(json, name, request.Viewer);
        json.WriteEndArray();
    });
}
