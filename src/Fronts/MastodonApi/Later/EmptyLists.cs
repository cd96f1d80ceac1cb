using Antiphon.Access;
using Antiphon.Http;

namespace Antiphon.MastodonApi.Later;

/// <summary>
/// What apps ask for when they start and what nobody can have made here: no link has a card, so none trends, and the true answer is an empty list.
/// Nothing here is advertised, and what would make one is refused as unknown.
/// </summary>
[Endpoint("GET", "/api/v1/trends/links", Allow.Anyone, Caching = Caching.Shared)]
internal sealed class EmptyLists : Endpoint
{
    protected override Task Answer(Request request) => request.EmptyList();
}
