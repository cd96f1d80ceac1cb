using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Statuses;

/// <summary>A post's text as it was written, for editing it.</summary>
[Endpoint("GET", "/api/v1/statuses/{id}/source", Allow.Members, Scope.ReadStatuses)]
internal sealed class GetStatusSource(PostShelf shelf) : Endpoint
{
    protected override Task Answer(Request request) => shelf.Find(request.RouteId(), request.Viewer) is { } card
        ? request.Json(json =>
        {
            json.WriteStartObject();
            json.Id("id"u8, card.Id);
            json.WriteString("text"u8, card.Post.Text);
            json.WriteString("spoiler_text"u8, card.Post.Warning);
            json.WriteEndObject();
        })
        : request.Refuse(Refusal.NotFound);
}
