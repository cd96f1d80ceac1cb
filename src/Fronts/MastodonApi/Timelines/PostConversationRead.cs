using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Streaming;
using Antiphon.Timelines;

namespace Antiphon.MastodonApi.Timelines;

/// <summary>Marks a conversation as read.</summary>
[Endpoint("POST", "/api/v1/conversations/{id}/read", Allow.Members, Scope.WriteConversations)]
[Endpoint("POST", "/api/v1/conversations/{id}/unread", Allow.Members, Scope.WriteConversations)]
internal sealed class PostConversationRead(Conversations conversations, ConversationJson conversation) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var unread = request.Http.Request.Path.Value!.TrimEnd('/').EndsWith("/unread", StringComparison.Ordinal);
        var read = await conversations.MarkRead(request.Viewer, request.RouteId(), unread);
        if (read.Ok) await request.Json(json => conversation.Write(json, read.Value, request.Viewer));
        else await request.Refuse(read.Refusal);
    }
}
