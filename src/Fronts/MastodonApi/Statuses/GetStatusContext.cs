using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.Posts;
using Antiphon.Timelines;

namespace Antiphon.MastodonApi.Statuses;

/// <summary>The conversation above and below a post.</summary>
[Endpoint("GET", "/api/v1/statuses/{id}/context", Allow.Anyone, Scope.ReadStatuses)]
internal sealed class GetStatusContext(PostShelf shelf, Threads threads, StatusJson statuses) : Endpoint
{
    protected override Task Answer(Request request)
    {
        if (shelf.Find(request.RouteId(), request.Viewer) is not { } card) return request.Refuse(Refusal.NotFound);
        var thread = threads.Around(request.Viewer, card);
        return request.Write(output =>
        {
            output.Raw("{\"ancestors\":"u8);
            statuses.WriteList(output, thread.Ancestors, request.Viewer);
            output.Raw(",\"descendants\":"u8);
            statuses.WriteList(output, thread.Descendants, request.Viewer);
            output.Raw("}"u8);
        });
    }
}
