using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Statuses;

[Endpoint("POST", "/api/v1/statuses/{id}/pin", Allow.Members, Scope.WriteAccounts)]
internal sealed class PostStatusPin(React react, Accounts accounts, PostShelf shelf, StatusJson statuses) : ReactionEndpoint(react, accounts, shelf, statuses)
{
    protected override ReactionKind Kind => ReactionKind.Pin;

    protected override bool Adds => true;
}
