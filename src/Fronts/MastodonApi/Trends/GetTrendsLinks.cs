using System.Text.Json;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.Search;

namespace Antiphon.MastodonApi.Trends;

/// <summary>Links that many people share, each with a week of its use. What they lead to is fetched by nobody here, so the title of each is its own address.</summary>
[Endpoint("GET", "/api/v1/trends/links", Allow.Anyone)]
internal sealed class GetTrendsLinks(Antiphon.Search.Trends trends, TagDays days) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var shown = trends.Links.Skip(Offset.Of(request)).Take(request.Limit(10, 20));
        return request.Json(json =>
        {
            json.WriteStartArray();
            foreach (var link in shown) Write(json, new Uri(link), link);
            json.WriteEndArray();
        });
    }

    private void Write(Utf8JsonWriter json, Uri uri, string link)
    {
        json.WriteStartObject();
        json.WriteString("url"u8, link);
        json.WriteString("title"u8, uri.IdnHost + (uri.PathAndQuery == "/" ? string.Empty : uri.PathAndQuery));
        json.WriteString("description"u8, string.Empty);
        json.WriteString("type"u8, "link"u8);
        json.WriteString("author_name"u8, string.Empty);
        json.WriteString("author_url"u8, string.Empty);
        json.WriteString("provider_name"u8, uri.IdnHost);
        json.WriteString("provider_url"u8, uri.GetLeftPart(UriPartial.Authority));
        json.WriteString("html"u8, string.Empty);
        json.WriteNumber("width"u8, 0);
        json.WriteNumber("height"u8, 0);
        json.WriteNull("image"u8);
        json.WriteString("embed_url"u8, string.Empty);
        json.WriteNull("blurhash"u8);
        json.WriteNull("published_at"u8);
        json.EmptyArray("authors"u8);
        TagJson.History(json, days.OfLink(link));
        json.WriteEndObject();
    }
}
