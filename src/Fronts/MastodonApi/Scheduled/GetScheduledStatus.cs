using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.Posts.Scheduling;

namespace Antiphon.MastodonApi.Scheduled;

[Endpoint("GET", "/api/v1/scheduled_statuses/{id}", Allow.Members, Scope.ReadStatuses)]
internal sealed class GetScheduledStatus(ScheduledPosts scheduled, ScheduledJson scheduledJson) : Endpoint
{
    protected override Task Answer(Request request) => scheduled.Find(request.Viewer.Id, request.RouteId()) is { } post
        ? request.Json(json => scheduledJson.Write(json, post))
        : request.Refuse(Refusal.NotFound);
}
