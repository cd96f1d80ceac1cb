using Antiphon.Http;

namespace Antiphon.MastodonApi.About;

/// <summary>Where the descriptions of this server are (nodeinfo.diaspora.software).</summary>
[Endpoint("GET", "/.well-known/nodeinfo", Allow.Anyone, Caching = Caching.Shared)]
internal sealed class GetWellKnownNodeinfo(Site site) : Endpoint
{
    protected override Task Answer(Request request) => request.Json(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("links"u8);
        foreach (var version in (ReadOnlySpan<string>)["2.0", "2.1"])
        {
            json.WriteStartObject();
            json.WriteString("rel"u8, "http://nodeinfo.diaspora.software/ns/schema/" + version);
            json.WriteString("href"u8, site.To("/nodeinfo/" + version));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
