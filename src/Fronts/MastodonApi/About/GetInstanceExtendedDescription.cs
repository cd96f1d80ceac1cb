using Antiphon.Http;
using Antiphon.MastodonApi.Entities;

namespace Antiphon.MastodonApi.About;

[Endpoint("GET", "/api/v1/instance/extended_description", Allow.Anyone, Caching = Caching.Shared)]
internal sealed class GetInstanceExtendedDescription(InstanceFacts facts, Html html, ServerHistory history) : Endpoint
{
    protected override Task Answer(Request request) => request.Json(json =>
    {
        json.WriteStartObject();
        json.Time("updated_at"u8, history.SettingsChanged());
        json.WriteString("content"u8, html.Bio(facts.Settings.Description));
        json.WriteEndObject();
    });
}
