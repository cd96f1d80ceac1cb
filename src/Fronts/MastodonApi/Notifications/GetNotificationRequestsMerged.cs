using Antiphon.Access;
using Antiphon.Http;

namespace Antiphon.MastodonApi.Notifications;

/// <summary>Whether what was accepted stands in the list: it does with the answer that it was accepted.</summary>
[Endpoint("GET", "/api/v1/notifications/requests/merged", Allow.Members, Scope.ReadNotifications)]
internal sealed class GetNotificationRequestsMerged : Endpoint
{
    protected override Task Answer(Request request) => request.Send("{\"merged\":true}"u8.ToArray());
}
