using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.Timelines;

namespace Antiphon.MastodonApi.Timelines;

/// <summary>Public posts with a hashtag, by whichever spelling it was written.</summary>
[Endpoint("GET", "/api/v1/timelines/tag/{hashtag}", Allow.Anyone, Scope.ReadStatuses)]
internal sealed class GetTimelineTag(Antiphon.Timelines.Timelines timelines, Lists lists) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var (p, page) = (request.Params, request.Page(20, 40));
        var filter = new TagFilter(
            request.RouteText("hashtag"), Named(p.All("any")), Named(p.All("all")), Named(p.All("none")), p.Is("local"), p.Is("remote"), p.Is("only_media"));
        return lists.Posts(request, timelines.Tag(request.Viewer, page, filter), page, "any[]", "all[]", "none[]", "local", "remote", "only_media");
    }

    private static List<string> Named(IReadOnlyList<string> tags) => [.. tags.Select(static tag => tag.TrimStart('#')).Where(static tag => tag.Length > 0)];
}
