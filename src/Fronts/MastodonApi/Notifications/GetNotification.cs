using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.Notifications;

namespace Antiphon.MastodonApi.Notifications;

[Endpoint("GET", "/api/v1/notifications/{id}", Allow.Members, Scope.ReadNotifications)]
internal sealed class GetNotification(Inbox inbox, NotificationJson notifications) : Endpoint
{
    protected override Task Answer(Request request) =>
        inbox.Find(request.Viewer.Id, request.RouteId()) is { } found && notifications.Shows(found, request.Viewer)
            ? request.Json(json => notifications.Write(json, found, request.Viewer))
            : request.Refuse(Refusal.NotFound);
}
