using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Notifications;

namespace Antiphon.MastodonApi.Notifications;

[Endpoint("POST", "/api/v1/notifications/clear", Allow.Members, Scope.WriteNotifications)]
internal sealed class PostNotificationsClear(Inbox inbox) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        await inbox.Clear(request.Viewer.Id);
        await request.Empty();
    }
}
