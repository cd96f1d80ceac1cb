using System.Text.Json;
using Antiphon.MastodonApi.Entities;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Timelines;

namespace Antiphon.MastodonApi.Streaming;

/// <summary>A conversation of direct posts as JSON.</summary>
internal sealed class ConversationJson(StatusJson statuses, AccountJson accountJson, Accounts accounts, Conversations conversations)
{
    /// <summary>The conversation that this post is the newest of, for a stream; nothing where the viewer has it no longer.</summary>
    public void Write(Utf8JsonWriter json, PostCard newest, Viewer viewer)
    {
        if (conversations.Of(viewer, newest.Post.Root) is { } found) Write(json, found with { Last = newest }, viewer);
        else json.WriteNullValue();
    }

    public void Write(Utf8JsonWriter json, Conversation conversation, Viewer viewer)
    {
        var newest = conversation.Last;
        var others = newest.Mentions.Append(newest.Post.Author).Distinct().Where(id => id != viewer.Id).ToList();
        json.WriteStartObject();
        json.Id("id"u8, conversation.Id);
        json.WriteBoolean("unread"u8, conversation.Unread);
        json.WriteStartArray("accounts"u8);

        // A note to oneself is a conversation with oneself.
        foreach (var other in (others.Count == 0 ? [viewer.Id] : others).Select(accounts.Find).OfType<Account>()) accountJson.Write(json, other);
        json.WriteEndArray();
        json.WritePropertyName("last_status"u8);
        statuses.Write(json, newest, viewer);
        json.WriteEndObject();
    }
}
