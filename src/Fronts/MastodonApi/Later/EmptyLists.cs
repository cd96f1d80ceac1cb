using Antiphon.Access;
using Antiphon.Http;

namespace Antiphon.MastodonApi.Later;

/// <summary>
/// What apps ask for when they start and what nobody can have made here: no trend or emoji exists, so the true answer is an empty list.
/// Nothing here is advertised, and what would make one is refused as unknown.
/// </summary>
[Endpoint("GET", "/api/v1/custom_emojis", Allow.Anyone, Caching = Caching.Shared)]
[Endpoint("GET", "/api/v1/instance/peers", Allow.Anyone, Caching = Caching.Shared)]
[Endpoint("GET", "/api/v1/trends", Allow.Anyone, Caching = Caching.Shared)]
[Endpoint("GET", "/api/v1/trends/tags", Allow.Anyone, Caching = Caching.Shared)]
[Endpoint("GET", "/api/v1/trends/statuses", Allow.Anyone, Caching = Caching.Shared)]
[Endpoint("GET", "/api/v1/trends/links", Allow.Anyone, Caching = Caching.Shared)]
[Endpoint("GET", "/api/v1/announcements", Allow.Members)]
internal sealed class EmptyLists : Endpoint
{
    protected override Task Answer(Request request) => request.EmptyList();
}
