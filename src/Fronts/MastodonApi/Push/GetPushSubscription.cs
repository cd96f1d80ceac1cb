using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Notifications.Push;

namespace Antiphon.MastodonApi.Push;

/// <summary>The subscription of this very token; not found where there is none, which Elk expects at each of its starts.</summary>
[Endpoint("GET", "/api/v1/push/subscription", Allow.Members, Scope.Push)]
internal sealed class GetPushSubscription(PushSubscriptions subscriptions, PushSubscriptionJson writer) : Endpoint
{
    protected override Task Answer(Request request) =>
        subscriptions.Find(request.Caller.Token!) is { } found ? request.Json(json => writer.Write(json, found)) : request.Refuse(Refusal.NotFound);
}
