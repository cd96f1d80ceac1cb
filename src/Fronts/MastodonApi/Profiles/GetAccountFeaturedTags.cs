using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People;
using Antiphon.People.Tags;
using Antiphon.Posts.Text;
using Antiphon.Search;

namespace Antiphon.MastodonApi.Profiles;

[Endpoint("GET", "/api/v1/accounts/{id}/featured_tags", Allow.Anyone, Scope.ReadAccounts)]
internal sealed class GetAccountFeaturedTags(FeaturedTags featured, Accounts accounts, FeaturedTagJson tags) : Endpoint
{
    protected override Task Answer(Request request) => accounts.Find(request.RouteId()) is { Shown: true } account
        ? tags.Several(request, request.Viewer.BlockedBy(account.Id) ? [] : featured.Of(account.Id))
        : request.Refuse(Refusal.NotFound);
}
