using System.Text.Json;
using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.People;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Statuses;

/// <summary>What a post said after each edit, oldest first; one entry where it was never edited.</summary>
[Endpoint("GET", "/api/v1/statuses/{id}/history", Allow.Anyone, Scope.ReadStatuses)]
internal sealed class GetStatusHistory(PostShelf shelf, EditHistory history, Accounts accounts, Html html, AccountJson accountJson, AttachmentJson attachments) : Endpoint
{
    protected override Task Answer(Request request)
    {
        if (shelf.Find(request.RouteId(), request.Viewer) is not { } card || accounts.Find(card.Post.Author) is not { } author) return request.Refuse(Refusal.NotFound);
        var versions = history.Of(card);
        return request.Json(json =>
        {
            json.WriteStartArray();
            foreach (var version in versions) Write(json, version, author);
            json.WriteEndArray();
        });
    }

    private void Write(Utf8JsonWriter json, PostVersion version, Account author)
    {
        json.WriteStartObject();
        json.WriteString("content"u8, html.Bio(version.Text));
        json.WriteString("spoiler_text"u8, version.Warning);
        json.WriteBoolean("sensitive"u8, version.Sensitive);
        json.Time("created_at"u8, version.At);
        json.WritePropertyName("account"u8);
        accountJson.Write(json, author);
        json.WriteStartArray("media_attachments"u8);
        foreach (var picture in version.Media) attachments.Write(json, picture);
        json.WriteEndArray();
        json.EmptyArray("emojis"u8);
        if (version.Poll is { } options)
        {
            json.WriteStartObject("poll"u8);
            json.WriteStartArray("options"u8);
            foreach (var option in options)
            {
                json.WriteStartObject();
                json.WriteString("title"u8, option);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteNull("quote"u8);
        json.WriteEndObject();
    }
}
