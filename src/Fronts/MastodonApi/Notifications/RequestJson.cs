using System.Globalization;
using System.Text.Json;
using Antiphon.MastodonApi.Entities;
using Antiphon.Notifications;
using Antiphon.People;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Notifications;

/// <summary>A request to be heard as JSON.</summary>
internal sealed class RequestJson(AccountJson accountJson, StatusJson statusJson, Accounts accounts, PostShelf shelf)
{
    public void Write(Utf8JsonWriter json, NotificationRequest request, Viewer viewer)
    {
        json.WriteStartObject();
        json.Id("id"u8, request.Id);
        json.Time("created_at"u8, request.Created);
        json.Time("updated_at"u8, request.Changed);

        // A text in Mastodon too.
        json.WriteString("notifications_count"u8, request.Notifications.ToString(CultureInfo.InvariantCulture));
        json.WritePropertyName("account"u8);
        accountJson.Write(json, accounts.Find(request.Actor)!);
        json.WritePropertyName("last_status"u8);
        if (request.LastPost is { } post && shelf.Find(post, viewer) is { } card) statusJson.Write(json, card, viewer);
        else json.WriteNullValue();
        json.WriteEndObject();
    }
}
