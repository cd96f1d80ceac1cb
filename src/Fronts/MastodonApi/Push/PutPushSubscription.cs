using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Notifications.Push;

namespace Antiphon.MastodonApi.Push;

/// <summary>Changes what the app is woken for; the kinds that it does not name are off.</summary>
[Endpoint("PUT", "/api/v1/push/subscription", Allow.Members, Scope.Push)]
internal sealed class PutPushSubscription(PushSubscriptions subscriptions, PushSubscriptionJson writer) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var changed = await subscriptions.Change(request.Caller.Token!, PushSubscriptionJson.Alerts(request), PushSubscriptionJson.Policy(request));
        await (changed.Ok ? request.Json(json => writer.Write(json, changed.Value)) : request.Refuse(changed.Refusal));
    }
}
