using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Entities;
using Antiphon.Notifications;

namespace Antiphon.MastodonApi.Notifications;

/// <summary>Whose words the policy filtered, newest first.</summary>
[Endpoint("GET", "/api/v1/notifications/requests", Allow.Members, Scope.ReadNotifications)]
internal sealed class GetNotificationRequests(Requests requests, RequestJson requestJson) : Endpoint
{
    protected override Task Answer(Request request)
    {
        var page = request.Page(40, 80);
        var found = requests.Page(request.Viewer, page);
        var shown = Lists.Cut(found, page);
        if (shown.Count > 0) Lists.Link(request, page, found.Count, shown[^1].Id, shown[0].Id);
        return request.Json(json =>
        {
            json.WriteStartArray();
            foreach (var one in shown) requestJson.Write(json, one, request.Viewer);
            json.WriteEndArray();
        });
    }
}
