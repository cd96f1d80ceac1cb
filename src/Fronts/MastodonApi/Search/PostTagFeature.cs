using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People;
using Antiphon.People.Tags;
using Antiphon.Search;

namespace Antiphon.MastodonApi.Search;

[Endpoint("POST", "/api/v1/tags/{name}/feature", Allow.Members, Scope.WriteAccounts)]
internal sealed class PostTagFeature(FeaturedTags featured, Viewers viewers, SearchPosts search, TagJson tags) : ChangesTag(viewers, search, tags)
{
    protected override async Task<Outcome<Done>> Change(long account, string name) =>
        (await featured.Add(account, name)).Match<Outcome<Done>>(static _ => Done.Instance, static refusal => refusal);
}
