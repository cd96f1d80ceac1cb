using Antiphon.Emojis;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;

namespace Antiphon.MastodonApi.About;

[Endpoint("GET", "/api/v1/custom_emojis", Allow.Anyone, Caching = Caching.Shared)]
internal sealed class GetCustomEmojis(CustomEmojis emojis, EmojiJson writer) : Endpoint
{
    protected override Task Answer(Request request) => request.Json(json =>
    {
        json.WriteStartArray();
        foreach (var emoji in emojis.All) writer.Write(json, emoji);
        json.WriteEndArray();
    });
}
