using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.MastodonApi.Statuses;
using Antiphon.Posts.Scheduling;

namespace Antiphon.MastodonApi.Scheduled;

/// <summary>Chooses another time for one's own post for later.</summary>
[Endpoint("PUT", "/api/v1/scheduled_statuses/{id}", Allow.Members, Scope.WriteStatuses)]
internal sealed class PutScheduledStatus(ScheduledPosts scheduled, SchedulePost schedule, ScheduledJson scheduledJson) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var at = StatusFields.ScheduledAt(request);
        var moved = scheduled.Find(request.Viewer.Id, request.RouteId()) is not { } post ? Refusal.NotFound
            : !at.Ok ? at.Refusal
            : at.Value is { } time ? await schedule.Move(request.Viewer.Id, post.Id, time)
            : post;
        if (moved.Ok) await request.Json(json => scheduledJson.Write(json, moved.Value));
        else await request.Refuse(moved.Refusal);
    }
}
