using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Statuses;

[Endpoint("POST", "/api/v1/statuses/{id}/unfavourite", Allow.Members, Scope.WriteFavourites)]
internal sealed class PostStatusUnfavourite(React react, Accounts accounts, PostShelf shelf, StatusJson statuses) : ReactionEndpoint(react, accounts, shelf, statuses)
{
    protected override ReactionKind Kind => ReactionKind.Like;

    protected override bool Adds => false;
}
