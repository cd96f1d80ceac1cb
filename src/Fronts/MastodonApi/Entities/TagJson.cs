using System.Globalization;
using System.Text.Json;
using Antiphon.People;
using Antiphon.Posts.Text;
using Antiphon.Search;

namespace Antiphon.MastodonApi.Entities;

/// <summary>A hashtag as JSON, with a week of its use.</summary>
internal sealed class TagJson(Addresses addresses, TagDays days)
{
    public void Write(Utf8JsonWriter json, string name, Viewer? viewer = null)
    {
        var tag = Hashtags.Fold(name);
        json.WriteStartObject();
        json.WriteString("id"u8, tag);
        json.WriteString("name"u8, name);
        json.WriteString("url"u8, addresses.OfTag(tag));
        json.WriteBoolean("following"u8, viewer?.Tags.Contains(tag) == true);
        json.WriteBoolean("featuring"u8, viewer?.Featured.Contains(tag) == true);
        History(json, days.Of(tag));
        json.WriteEndObject();
    }

    /// <summary>Newest day first.</summary>
    public static void History(Utf8JsonWriter json, IReadOnlyList<TagDay> days)
    {
        json.WriteStartArray("history"u8);
        foreach (var day in days)
        {
            json.WriteStartObject();
            json.WriteString("day"u8, (day.Day * 24 * 3600).ToString(CultureInfo.InvariantCulture));
            json.WriteString("uses"u8, day.Uses.ToString(CultureInfo.InvariantCulture));
            json.WriteString("accounts"u8, day.People.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
