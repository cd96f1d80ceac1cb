using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.Posts.Scheduling;

namespace Antiphon.MastodonApi.Scheduled;

/// <summary>One's own posts for later.</summary>
[Endpoint("GET", "/api/v1/scheduled_statuses", Allow.Members, Scope.ReadStatuses)]
internal sealed class GetScheduledStatuses(ScheduledPosts scheduled, ScheduledJson scheduledJson) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var page = request.Page(20, 40);
        var found = scheduled.Page(request.Viewer.Id, page);
        var shown = Lists.Cut(found, page);
        if (shown.Count > 0) Lists.Link(request, page, found.Count, shown[^1].Id, shown[0].Id);
        return request.Json(json => scheduledJson.WriteList(json, request.Viewer.Id, shown));
    }
}
