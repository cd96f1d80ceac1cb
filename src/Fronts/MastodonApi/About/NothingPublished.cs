using Antiphon.Http;

namespace Antiphon.MastodonApi.About;

/// <summary>
/// Documents that a server may have and this one does not publish: terms beside its rules, and which other servers it keeps away, which is Mastodon's default too. Not found is what apps expect then.
/// </summary>
[Endpoint("GET", "/api/v1/instance/terms_of_service", Allow.Anyone, Caching = Caching.Shared)]
[Endpoint("GET", "/api/v1/instance/terms_of_service/{date}", Allow.Anyone, Caching = Caching.Shared)]
[Endpoint("GET", "/api/v1/instance/domain_blocks", Allow.Anyone, Caching = Caching.Shared)]
internal sealed class NothingPublished : Endpoint
{
    protected override Task Answer(Request request) => request.Refuse(Refusal.NotFound);
}
