using System.Globalization;
using System.Text.Json;
using Antiphon.Posts.Text;

namespace Antiphon.MastodonApi.Entities;

/// <summary>A hashtag as JSON. Its history is a week of zeros where nothing is counted by the day.</summary>
internal sealed class TagJson(Addresses addresses, TimeProvider clock)
{
    public void Write(Utf8JsonWriter json, string name)
    {
        var tag = Hashtags.Fold(name);
        json.WriteStartObject();
        json.WriteString("id"u8, tag);
        json.WriteString("name"u8, name);
        json.WriteString("url"u8, addresses.OfTag(tag));
        json.WriteBoolean("following"u8, false);
        json.WriteBoolean("featuring"u8, false);
        json.WriteStartArray("history"u8);
        var today = clock.GetUtcNow().UtcDateTime.Date;
        for (var i = 0; i < 7; i++)
        {
            json.WriteStartObject();
            json.WriteString("day"u8, new DateTimeOffset(today.AddDays(-i)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            json.WriteString("uses"u8, "0"u8);
            json.WriteString("accounts"u8, "0"u8);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
