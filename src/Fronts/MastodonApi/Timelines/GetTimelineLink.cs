using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;

namespace Antiphon.MastodonApi.Timelines;

/// <summary>Public posts that carry a link, whether it trends or not.</summary>
[Endpoint("GET", "/api/v1/timelines/link", Allow.Anyone, Scope.ReadStatuses)]
internal sealed class GetTimelineLink(Antiphon.Timelines.Timelines timelines, Lists lists) : Endpoint
{
    protected override Task Answer(Request request)
    {
        if (request.Params.Text("url") is not { Length: > 0 } url) return request.Refuse(Refusal.Invalid("url", "Say by url which link is meant."));
        var page = request.Page(20, 40);
        return lists.Posts(request, timelines.Link(request.Viewer, page, url), page, "url");
    }
}
