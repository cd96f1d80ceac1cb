using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People;
using Antiphon.People.Tags;
using Antiphon.Search;

namespace Antiphon.MastodonApi.Search;

[Endpoint("POST", "/api/v1/tags/{name}/unfollow", Allow.Members, Scope.WriteFollows)]
internal sealed class PostTagUnfollow(FollowedTags followed, Viewers viewers, SearchPosts search, TagJson tags) : ChangesTag(viewers, search, tags)
{
    protected override Task<Outcome<Done>> Change(long account, string name) => followed.Unfollow(account, name);
}
