using System.Text.Json;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.MastodonApi.Push;
using Antiphon.People;
using Antiphon.Settings;

namespace Antiphon.MastodonApi.About;

[Endpoint("GET", "/api/v2/instance", Allow.Anyone, Caching = Caching.Shared)]
internal sealed class GetInstanceV2(InstanceFacts facts, Site site, AccountJson accounts, Usage usage, ServerContact contacts, PushSubscriptionJson push) : Endpoint
{
    protected override Task Answer(Request request) => request.Json(json =>
    {
        var settings = facts.Settings;
        json.WriteStartObject();
        json.WriteString("domain"u8, site.Domain);
        json.WriteString("title"u8, settings.Title);
        json.WriteString("version"u8, InstanceFacts.Version);
        json.WriteString("source_url"u8, site.To("/about"));
        json.WriteString("description"u8, settings.ShortDescription);
        json.WriteStartObject("usage"u8);
        json.WriteStartObject("users"u8);
        json.WriteNumber("active_month"u8, usage.Now().ActiveMonth);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("thumbnail"u8);
        json.WriteString("url"u8, facts.Thumbnail);
        json.WriteNull("blurhash"u8);
        json.WriteNull("description"u8);
        json.WriteStartObject("versions"u8);
        json.WriteEndObject();
        json.WriteEndObject();
        json.EmptyArray("icon"u8);
        facts.Languages(json);
        Configuration(json);
        json.WriteStartObject("registrations"u8);
        json.WriteBoolean("enabled"u8, facts.Registrations);
        json.WriteBoolean("approval_required"u8, settings.SignUp == SignUpMode.Approval);
        json.WriteBoolean("reason_required"u8, settings.SignUp == SignUpMode.Approval);
        json.WriteNull("message"u8);
        json.WriteNull("min_age"u8);
        json.WriteNull("url"u8);
        json.WriteEndObject();
        json.WriteStartObject("api_versions"u8);
        json.WriteNumber("mastodon"u8, InstanceFacts.ApiVersion);
        json.WriteEndObject();
        json.WriteStartObject("contact"u8);
        json.WriteString("email"u8, settings.ContactEmail ?? string.Empty);
        json.WritePropertyName("account"u8);
        if (contacts.Find() is { } contact) accounts.Write(json, contact);
        else json.WriteNullValue();
        json.WriteEndObject();
        json.WritePropertyName("rules"u8);
        facts.Rules(json);
        json.WriteEndObject();
    });

    private void Configuration(Utf8JsonWriter json)
    {
        json.WriteStartObject("configuration"u8);
        json.WriteStartObject("urls"u8);
        json.WriteString("streaming"u8, facts.Streaming);
        json.WriteString("about"u8, site.To("/about"));
        json.WriteNull("status"u8);
        json.WriteNull("privacy_policy"u8);
        json.WriteNull("terms_of_service"u8);
        json.WriteEndObject();

        json.WriteStartObject("vapid"u8);
        json.WriteString("public_key"u8, push.ServerKey);
        json.WriteEndObject();
        facts.Limits(json);
        json.WriteStartObject("translation"u8);
        json.WriteBoolean("enabled"u8, false);
        json.WriteEndObject();
        json.WriteStartObject("timelines_access"u8);
        foreach (var feeds in (ReadOnlySpan<string>)["live_feeds", "hashtag_feeds"])
        {
            json.WriteStartObject(feeds);
            json.WriteString("local"u8, "public"u8);
            json.WriteString("remote"u8, "public"u8);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteBoolean("limited_federation"u8, false);
        json.WriteEndObject();
    }
}
