using Antiphon.Http;

namespace Antiphon.MastodonApi.OAuth;

[Endpoint("GET", "/api/v1/apps/verify_credentials", Allow.Apps)]
internal sealed class GetAppsVerifyCredentials(Access.Apps apps) : Endpoint
{
    protected override Task Answer(Request request) => request.Caller.Token is { } token && apps.Find(token.App) is { } app
        ? request.Json(json => AppJson.Write(json, app))
        : request.Refuse(Refusal.SignInNeeded);
}
