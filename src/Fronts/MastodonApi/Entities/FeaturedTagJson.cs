using System.Globalization;
using System.Text.Json;
using Antiphon.People.Tags;
using Antiphon.Posts.Text;

namespace Antiphon.MastodonApi.Entities;

/// <summary>A hashtag on somebody's profile as JSON.</summary>
internal sealed class FeaturedTagJson(Addresses addresses)
{
    public void Write(Utf8JsonWriter json, FeaturedTag tag)
    {
        json.WriteStartObject();
        json.Id("id"u8, tag.Id);
        json.WriteString("name"u8, tag.Name);
        json.WriteString("url"u8, addresses.OfTag(Hashtags.Fold(tag.Name)));
        json.WriteString("statuses_count"u8, tag.Posts.ToString(CultureInfo.InvariantCulture));
        json.Day("last_status_at"u8, tag.Latest);
        json.WriteEndObject();
    }

    public Task Several(Request request, IReadOnlyList<FeaturedTag> tags) => request.Json(json =>
    {
        json.WriteStartArray();
        foreach (var tag in tags) Write(json, tag);
        json.WriteEndArray();
    });
}
