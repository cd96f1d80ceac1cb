using System.Text.Json;
using Antiphon.MastodonApi.Entities;
using Antiphon.People;
using Antiphon.Posts;

namespace Antiphon.MastodonApi.Streaming;

/// <summary>A conversation of direct posts as JSON, as it stands after its newest one. Its id is its first post's.</summary>
internal sealed class ConversationJson(StatusJson statuses, AccountJson accountJson, Accounts accounts)
{
    public void Write(Utf8JsonWriter json, PostCard newest, Viewer viewer)
    {
        json.WriteStartObject();
        json.Id("id"u8, newest.Post.Root);
        json.WriteBoolean("unread"u8, newest.Post.Author != viewer.Id);
        json.WriteStartArray("accounts"u8);
        foreach (var other in newest.Mentions.Append(newest.Post.Author).Distinct().Where(id => id != viewer.Id).Select(accounts.Find).OfType<Account>()) accountJson.Write(json, other);
        json.WriteEndArray();
        json.WritePropertyName("last_status"u8);
        statuses.Write(json, newest, viewer);
        json.WriteEndObject();
    }
}
