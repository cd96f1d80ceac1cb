using System.Globalization;
using System.Text.Json;
using Antiphon.Announcements;
using Antiphon.Emojis;
using Antiphon.MastodonApi.Entities;

namespace Antiphon.MastodonApi.Announcements;

/// <summary>An announcement as JSON.</summary>
internal sealed class AnnouncementJson(Html html, Addresses addresses, CustomEmojis emojis, EmojiJson emojiJson)
{
    /// <param name="read">Null where it is told to many at once.</param>
    public void Write(Utf8JsonWriter json, Announcement announcement, IEnumerable<AnnouncementReaction> reactions, bool? read)
    {
        json.WriteStartObject();
        json.Id("id"u8, announcement.Id);
        json.WriteString("content"u8, html.Bio(announcement.Text));
        json.Time("starts_at"u8, announcement.Starts);
        json.Time("ends_at"u8, announcement.Ends);
        json.WriteBoolean("all_day"u8, announcement.AllDay);
        json.WriteBoolean("published"u8, true);
        json.Time("published_at"u8, announcement.Created);
        json.Time("updated_at"u8, announcement.Changed);
        if (read is { } seen) json.WriteBoolean("read"u8, seen);
        json.EmptyArray("mentions"u8);
        json.EmptyArray("statuses"u8);
        json.EmptyArray("tags"u8);
        emojiJson.WriteUsed(json, announcement.Text);
        json.WriteStartArray("reactions"u8);
        foreach (var reaction in reactions) Reaction(json, reaction.Name, reaction.Count, read is null ? null : reaction.Me, null);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <param name="me">Null where it is told to many at once.</param>
    /// <param name="announcement">Of which, where that is not said around it.</param>
    public void Reaction(Utf8JsonWriter json, string name, int count, bool? me, long? announcement)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, name);
        json.WriteNumber("count"u8, count);
        if (me is { } mine) json.WriteBoolean("me"u8, mine);
        if (emojis.Named(name) is { } emoji)
        {
            json.WriteString("url"u8, addresses.OfMedia(emoji.File));
            json.WriteString("static_url"u8, addresses.OfMedia(emoji.File));
        }

        if (announcement is { } id) json.WriteString("announcement_id"u8, id.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }
}
