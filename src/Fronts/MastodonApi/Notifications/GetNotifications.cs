using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.Notifications;

namespace Antiphon.MastodonApi.Notifications;

[Endpoint("GET", "/api/v1/notifications", Allow.Members, Scope.ReadNotifications)]
internal sealed class GetNotifications(Inbox inbox, NotificationJson notifications) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var (filter, page) = (NotificationFilter.Of(request), request.Page(40, 80));
        if (filter.Nothing) return request.EmptyList();
        var found = inbox.Page(request.Viewer, page, filter.Inbox, one => notifications.Shows(one, request.Viewer));
        var shown = Lists.Cut(found, page);
        if (shown.Count > 0) Lists.Link(request, page, found.Count, shown[^1].Id, shown[0].Id, NotificationFilter.Kept);
        return request.Json(json =>
        {
            json.WriteStartArray();
            foreach (var one in shown) notifications.Write(json, one, request.Viewer);
            json.WriteEndArray();
        });
    }
}
