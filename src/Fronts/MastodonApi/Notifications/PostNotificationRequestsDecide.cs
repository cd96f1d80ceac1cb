using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Notifications;

namespace Antiphon.MastodonApi.Notifications;

/// <summary>Accepts or dismisses one request, or several by their ids.</summary>
[Endpoint("POST", "/api/v1/notifications/requests/{id}/accept", Allow.Members, Scope.WriteNotifications)]
[Endpoint("POST", "/api/v1/notifications/requests/{id}/dismiss", Allow.Members, Scope.WriteNotifications)]
[Endpoint("POST", "/api/v1/notifications/requests/accept", Allow.Members, Scope.WriteNotifications)]
[Endpoint("POST", "/api/v1/notifications/requests/dismiss", Allow.Members, Scope.WriteNotifications)]
internal sealed class PostNotificationRequestsDecide(Requests requests) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var one = request.RouteText("id").Length > 0;
        var ids = one ? [request.RouteId()] : request.Params.Ids("id");
        var accepts = request.Http.Request.Path.Value!.TrimEnd('/').EndsWith("/accept", StringComparison.Ordinal);
        var decided = accepts ? await requests.Accept(request.Viewer.Id, ids) : await requests.Dismiss(request.Viewer.Id, ids);
        if (one && decided == 0) await request.Refuse(Refusal.NotFound);
        else await request.Empty();
    }
}
