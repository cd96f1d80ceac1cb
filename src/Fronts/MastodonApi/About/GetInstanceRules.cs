using Antiphon.Http;

namespace Antiphon.MastodonApi.About;

[Endpoint("GET", "/api/v1/instance/rules", Allow.Anyone, Caching = Caching.Shared)]
internal sealed class GetInstanceRules(InstanceFacts facts) : Endpoint
{
    protected override Task Answer(Request request) => request.Json(facts.Rules);
}
