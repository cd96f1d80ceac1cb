using Antiphon.Http;
using Antiphon.People;

namespace Antiphon.MastodonApi.About;

/// <summary>The other servers whose people are known here.</summary>
[Endpoint("GET", "/api/v1/instance/peers", Allow.Anyone, Caching = Caching.Shared)]
internal sealed class GetInstancePeers(Peers peers) : Endpoint
{
    protected override Task Answer(Request request) => request.Json(json =>
    {
        json.WriteStartArray();
        foreach (var peer in peers.Now()) json.WriteStringValue(peer);
        json.WriteEndArray();
    });
}
