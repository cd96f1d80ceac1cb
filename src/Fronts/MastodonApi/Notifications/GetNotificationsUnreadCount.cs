using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.Notifications;

namespace Antiphon.MastodonApi.Notifications;

/// <summary>How many notifications (in the second version: groups) came after the member's marker, counted no further than asked.</summary>
[Endpoint("GET", "/api/v1/notifications/unread_count", Allow.Members, Scope.ReadNotifications)]
[Endpoint("GET", "/api/v2/notifications/unread_count", Allow.Members, Scope.ReadNotifications)]
internal sealed class GetNotificationsUnreadCount(NotificationGroups groups, NotificationJson notifications, Markers markers) : Endpoint
{
    private static readonly HashSet<NotificationKind> None = [];

    protected override Task Answer(Request request)
    {
        var (viewer, filter) = (request.Viewer, NotificationFilter.Of(request));
        var grouped = request.Http.Request.Path.StartsWithSegments("/api/v2");
        var count = filter.Nothing ? 0 : groups.Unread(
            viewer, markers.LastNotification(viewer.Id), filter.Inbox, grouped ? filter.Joined : None, request.Limit(100, 1_000), one => notifications.Shows(one, viewer));
        return request.Json(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("count"u8, count);
            json.WriteEndObject();
        });
    }
}
