using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Posts.Scheduling;

namespace Antiphon.MastodonApi.Scheduled;

[Endpoint("DELETE", "/api/v1/scheduled_statuses/{id}", Allow.Members, Scope.WriteStatuses)]
internal sealed class DeleteScheduledStatus(SchedulePost schedule) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var removed = await schedule.Remove(request.Viewer.Id, request.RouteId());
        await (removed.Ok ? request.Empty() : request.Refuse(removed.Refusal));
    }
}
