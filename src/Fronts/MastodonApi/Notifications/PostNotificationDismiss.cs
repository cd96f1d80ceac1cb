using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Notifications;

namespace Antiphon.MastodonApi.Notifications;

/// <summary>Takes one notification away; by the older address its id stands in the body.</summary>
[Endpoint("POST", "/api/v1/notifications/{id}/dismiss", Allow.Members, Scope.WriteNotifications)]
[Endpoint("POST", "/api/v1/notifications/dismiss", Allow.Members, Scope.WriteNotifications)]
internal sealed class PostNotificationDismiss(Inbox inbox) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var id = request.RouteText("id").Length > 0 ? request.RouteId() : request.Params.Id("id") ?? -1;
        if (await inbox.Dismiss(request.Viewer.Id, id) > 0) await request.Empty();
        else await request.Refuse(Refusal.NotFound);
    }
}
