using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.MastodonApi.OwnLists;
using Antiphon.People.Tags;
using Antiphon.Posts.Text;
using Antiphon.Search;

namespace Antiphon.MastodonApi.Profiles;

[Endpoint("DELETE", "/api/v1/featured_tags/{id}", Allow.Members, Scope.WriteAccounts)]
internal sealed class DeleteFeaturedTag(FeaturedTags featured) : Endpoint
{
    protected override async Task Answer(Request request) => await ListJson.Nothing(request, await featured.Remove(request.Viewer.Id, request.RouteId()));
}
