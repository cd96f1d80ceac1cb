using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi.Push;

namespace Antiphon.MastodonApi.OAuth;

/// <summary>Registers an app. Open to everyone; the small allowance keeps strangers from filling the table.</summary>
[Endpoint("POST", "/api/v1/apps", Allow.Anyone)]
internal sealed class PostApps(RegisterApp register, PushSubscriptionJson push) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var redirects = request.Params.All("redirect_uris");
        var registered = await register.Run(
            request.Params.Text("client_name"), redirects, request.Params.Filled("scopes"), request.Params.Text("website"));
        if (!registered.Ok) await request.Refuse(registered.Refusal);
        else await request.Json(json => AppJson.Write(json, registered.Value.App, push.ServerKey, registered.Value.Secret));
    }
}
