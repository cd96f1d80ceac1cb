using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People.Tags;
using Antiphon.Posts.Text;
using Antiphon.Search;

namespace Antiphon.MastodonApi.Profiles;

[Endpoint("GET", "/api/v1/featured_tags", Allow.Members, Scope.ReadAccounts)]
internal sealed class GetFeaturedTags(FeaturedTags featured, FeaturedTagJson tags) : Endpoint
{
    protected override Task Answer(Request request) => tags.Several(request, featured.Of(request.Viewer.Id));
}
