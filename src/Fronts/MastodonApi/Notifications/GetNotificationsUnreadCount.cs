using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Notifications;

namespace Antiphon.MastodonApi.Notifications;

/// <summary>How many notifications came after the member's marker, counted no further than asked.</summary>
[Endpoint("GET", "/api/v1/notifications/unread_count", Allow.Members, Scope.ReadNotifications)]
internal sealed class GetNotificationsUnreadCount(Inbox inbox, Markers markers) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var count = inbox.Unread(request.Viewer.Id, markers.LastNotification(request.Viewer.Id), request.Limit(100, 1_000));
        return request.Json(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("count"u8, count);
            json.WriteEndObject();
        });
    }
}
