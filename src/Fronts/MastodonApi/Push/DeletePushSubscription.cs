using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Notifications.Push;

namespace Antiphon.MastodonApi.Push;

[Endpoint("DELETE", "/api/v1/push/subscription", Allow.Members, Scope.Push)]
internal sealed class DeletePushSubscription(PushSubscriptions subscriptions) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        await subscriptions.Remove(request.Caller.Token!);
        await request.Empty();
    }
}
