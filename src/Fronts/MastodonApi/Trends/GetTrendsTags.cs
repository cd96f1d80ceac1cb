using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.Search;

namespace Antiphon.MastodonApi.Trends;

/// <summary>Hashtags that many people use, each with a week of its use; also under the address that older apps know.</summary>
[Endpoint("GET", "/api/v1/trends", Allow.Anyone)]
[Endpoint("GET", "/api/v1/trends/tags", Allow.Anyone)]
internal sealed class GetTrendsTags(Antiphon.Search.Trends trends, SearchPosts search, TagJson tags) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var shown = trends.Tags.Skip(Offset.Of(request)).Take(request.Limit(10, 20));
        return request.Json(json =>
        {
            json.WriteStartArray();
            foreach (var tag in shown) tags.Write(json, search.Written(tag), request.Viewer);
            json.WriteEndArray();
        });
    }
}
