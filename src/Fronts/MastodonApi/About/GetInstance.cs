using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People;
using Antiphon.Settings;

namespace Antiphon.MastodonApi.About;

/// <summary>The first version, which toot, Mastodon.py and Semaphore ask for.</summary>
[Endpoint("GET", "/api/v1/instance", Allow.Anyone, Caching = Caching.Shared)]
internal sealed class GetInstance(InstanceFacts facts, Site site, AccountJson accounts, Html html, Usage usage, ServerContact contacts) : Endpoint
{
    protected override Task Answer(Request request) => request.Json(json =>
    {
        var (settings, used) = (facts.Settings, usage.Now());
        json.WriteStartObject();
        json.WriteString("uri"u8, site.Domain);
        json.WriteString("title"u8, settings.Title);
        json.WriteString("short_description"u8, settings.ShortDescription);
        json.WriteString("description"u8, html.Bio(settings.Description));
        json.WriteString("email"u8, settings.ContactEmail ?? string.Empty);
        json.WriteString("version"u8, InstanceFacts.Version);
        json.WriteStartObject("urls"u8);
        json.WriteString("streaming_api"u8, facts.Streaming);
        json.WriteEndObject();
        json.WriteStartObject("stats"u8);
        json.WriteNumber("user_count"u8, used.Members);
        json.WriteNumber("status_count"u8, used.Posts);
        json.WriteNumber("domain_count"u8, 0);
        json.WriteEndObject();
        json.WriteString("thumbnail"u8, facts.Thumbnail);
        facts.Languages(json);
        json.WriteBoolean("registrations"u8, facts.Registrations);
        json.WriteBoolean("approval_required"u8, settings.SignUp == SignUpMode.Approval);
        json.WriteBoolean("invites_enabled"u8, settings.Invites == Who.Members);
        json.WriteStartObject("configuration"u8);
        facts.Limits(json);
        json.WriteEndObject();
        json.WritePropertyName("contact_account"u8);
        if (contacts.Find() is { } contact) accounts.Write(json, contact);
        else json.WriteNullValue();
        json.WritePropertyName("rules"u8);
        facts.Rules(json);
        json.WriteEndObject();
    });
}
