using Antiphon.Http;
using Antiphon.MastodonApi.Push;

namespace Antiphon.MastodonApi.OAuth;

[Endpoint("GET", "/api/v1/apps/verify_credentials", Allow.Apps)]
internal sealed class GetAppsVerifyCredentials(Access.Apps apps, PushSubscriptionJson push) : Endpoint
{
    protected override Task Answer(Request request) => request.Caller.Token is { } token && apps.Find(token.App) is { } app
        ? request.Json(json => AppJson.Write(json, app, push.ServerKey))
        : request.Refuse(Refusal.SignInNeeded);
}
