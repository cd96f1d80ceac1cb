using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Timelines;

namespace Antiphon.MastodonApi.Timelines;

/// <summary>Takes a conversation out of one's own list.</summary>
[Endpoint("DELETE", "/api/v1/conversations/{id}", Allow.Members, Scope.WriteConversations)]
internal sealed class DeleteConversation(Conversations conversations) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var deleted = await conversations.Delete(request.Viewer.Id, request.RouteId());
        if (deleted.Ok) await request.Empty();
        else await request.Refuse(deleted.Refusal);
    }
}
