using Antiphon.Http;
using Antiphon.People;

namespace Antiphon.MastodonApi.About;

/// <summary>
/// What software this is and how much it is used. The name is its own; that apps may speak to it as to Mastodon stands under <c>metadata.upstream</c>, where megalodon looks.
/// </summary>
[Endpoint("GET", "/nodeinfo/2.0", Allow.Anyone, Caching = Caching.Shared)]
[Endpoint("GET", "/nodeinfo/2.1", Allow.Anyone, Caching = Caching.Shared)]
internal sealed class GetNodeinfo(InstanceFacts facts, Site site, Usage usage) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var (version, settings, used) = (request.Http.Request.Path.StartsWithSegments("/nodeinfo/2.1") ? "2.1" : "2.0", facts.Settings, usage.Now());
        using var output = Output.Rent();
        var json = output.Json;
        json.WriteStartObject();
        json.WriteString("version"u8, version);
        json.WriteStartObject("software"u8);
        json.WriteString("name"u8, "antiphon"u8);
        json.WriteString("version"u8, InstanceFacts.OwnVersion);
        if (version == "2.1") json.WriteString("homepage"u8, site.To("/about"));
        json.WriteEndObject();

        // It speaks to no other server yet.
        json.EmptyArray("protocols"u8);
        json.WriteStartObject("services"u8);
        json.EmptyArray("inbound"u8);
        json.EmptyArray("outbound"u8);
        json.WriteEndObject();
        json.WriteBoolean("openRegistrations"u8, facts.Registrations);
        json.WriteStartObject("usage"u8);
        json.WriteStartObject("users"u8);
        json.WriteNumber("total"u8, used.Members);
        json.WriteNumber("activeMonth"u8, used.ActiveMonth);
        json.WriteNumber("activeHalfyear"u8, used.ActiveHalfYear);
        json.WriteEndObject();
        json.WriteNumber("localPosts"u8, used.Posts);
        json.WriteEndObject();
        json.WriteStartObject("metadata"u8);
        json.WriteString("nodeName"u8, settings.Title);
        json.WriteString("nodeDescription"u8, settings.ShortDescription);
        json.WriteStartObject("upstream"u8);
        json.WriteString("name"u8, "mastodon"u8);
        json.WriteString("version"u8, InstanceFacts.Version);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        var type = $"application/json; profile=\"http://nodeinfo.diaspora.software/ns/schema/{version}#\"; charset=utf-8";
        await Request.Send(request.Http.Response, output.Written, type, request.Aborted);
    }
}
