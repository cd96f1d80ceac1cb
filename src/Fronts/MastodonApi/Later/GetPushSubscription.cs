using Antiphon.Access;
using Antiphon.Http;

namespace Antiphon.MastodonApi.Later;

/// <summary>Nobody can have subscribed to push: not found, which is what Elk expects at each of its starts.</summary>
[Endpoint("GET", "/api/v1/push/subscription", Allow.Members, Scope.Push)]
internal sealed class GetPushSubscription : Endpoint
{
    protected override Task Answer(Request request) => request.Refuse(Refusal.NotFound);
}
