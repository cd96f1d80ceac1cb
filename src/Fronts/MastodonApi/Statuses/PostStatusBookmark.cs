using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Statuses;

[Endpoint("POST", "/api/v1/statuses/{id}/bookmark", Allow.Members, Scope.WriteBookmarks)]
internal sealed class PostStatusBookmark(React react, Accounts accounts, PostShelf shelf, StatusJson statuses) : ReactionEndpoint(react, accounts, shelf, statuses)
{
    protected override ReactionKind Kind => ReactionKind.Bookmark;

    protected override bool Adds => true;
}
