using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.MastodonApi.Streaming;
using Antiphon.Timelines;

namespace Antiphon.MastodonApi.Timelines;

/// <summary>Conversations of direct posts, newest first by their newest post; the pages are numbered by that too.</summary>
[Endpoint("GET", "/api/v1/conversations", Allow.Members, Scope.ReadStatuses)]
internal sealed class GetConversations(Conversations conversations, ConversationJson conversation) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var page = request.Page(20, 40);
        var found = conversations.Page(request.Viewer, page);
        var shown = Lists.Cut(found, page);
        if (shown.Count > 0) Lists.Link(request, page, found.Count, shown[^1].Last.Id, shown[0].Last.Id);
        return request.Json(json =>
        {
            json.WriteStartArray();
            foreach (var one in shown) conversation.Write(json, one, request.Viewer);
            json.WriteEndArray();
        });
    }
}
