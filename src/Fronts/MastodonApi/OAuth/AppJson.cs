using System.Text.Json;
using Antiphon.Access;

namespace Antiphon.MastodonApi.OAuth;

/// <summary>An app as JSON.</summary>
internal static class AppJson
{
    /// <param name="serverKey">By which push services know this server.</param>
    /// <param name="secret">Only in the answer to the registration.</param>
    public static void Write(Utf8JsonWriter json, App app, string serverKey, string? secret = null)
    {
        json.WriteStartObject();
        json.Id("id"u8, app.Id);
        json.WriteString("name"u8, app.Name);
        json.Text("website"u8, app.Website);
        json.WriteStartArray("scopes"u8);
        foreach (var scope in app.Scopes.List) json.WriteStringValue(scope);
        json.WriteEndArray();
        json.WriteString("redirect_uri"u8, string.Join('\n', app.Redirects));
        json.WriteStartArray("redirect_uris"u8);
        foreach (var redirect in app.Redirects) json.WriteStringValue(redirect);
        json.WriteEndArray();
        json.WriteString("vapid_key"u8, serverKey);
        if (secret is not null)
        {
            json.WriteString("client_id"u8, app.ClientId);
            json.WriteString("client_secret"u8, secret);
            json.WriteNumber("client_secret_expires_at"u8, 0);
        }

        json.WriteEndObject();
    }
}
