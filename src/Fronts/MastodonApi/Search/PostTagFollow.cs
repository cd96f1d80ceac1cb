using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People;
using Antiphon.People.Tags;
using Antiphon.Search;

namespace Antiphon.MastodonApi.Search;

/// <summary>Public posts with the hashtag come to the home timeline from now on.</summary>
[Endpoint("POST", "/api/v1/tags/{name}/follow", Allow.Members, Scope.WriteFollows)]
internal sealed class PostTagFollow(FollowedTags followed, Viewers viewers, SearchPosts search, TagJson tags) : ChangesTag(viewers, search, tags)
{
    protected override Task<Outcome<Done>> Change(long account, string name) => followed.Follow(account, name);
}
