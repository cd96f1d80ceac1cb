using System.Text.Json;
using Antiphon.Emojis;

namespace Antiphon.MastodonApi.Entities;

/// <summary>This server's emojis as JSON.</summary>
internal sealed class EmojiJson(Addresses addresses, CustomEmojis emojis)
{
    /// <summary>Another object whenever there is another set of them.</summary>
    public object Version => emojis.Version;

    public void Write(Utf8JsonWriter json, CustomEmoji emoji)
    {
        var url = addresses.OfMedia(emoji.File);
        json.WriteStartObject();
        json.WriteString("shortcode"u8, emoji.Shortcode);
        json.WriteString("url"u8, url);
        json.WriteString("static_url"u8, url);
        json.WriteBoolean("visible_in_picker"u8, emoji.InPicker);
        json.Text("category"u8, emoji.Category.Length == 0 ? null : emoji.Category);
        json.WriteEndObject();
    }

    /// <summary>Those that these texts name, as the entity's <c>emojis</c>.</summary>
    public void WriteUsed(Utf8JsonWriter json, params ReadOnlySpan<string> texts)
    {
        json.WriteStartArray("emojis"u8);
        foreach (var emoji in emojis.In(texts)) Write(json, emoji);
        json.WriteEndArray();
    }
}
