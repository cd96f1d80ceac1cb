using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Notifications;

namespace Antiphon.MastodonApi.Notifications;

[Endpoint("GET", "/api/v1/notifications/requests/{id}", Allow.Members, Scope.ReadNotifications)]
internal sealed class GetNotificationRequest(Requests requests, RequestJson requestJson) : Endpoint
{
    protected override Task Answer(Request request) => requests.Find(request.Viewer.Id, request.RouteId()) is { } found
        ? request.Json(json => requestJson.Write(json, found, request.Viewer))
        : request.Refuse(Refusal.NotFound);
}
