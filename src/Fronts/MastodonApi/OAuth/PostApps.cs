using Antiphon.Access;
using Antiphon.Http;

namespace Antiphon.MastodonApi.OAuth;

/// <summary>Registers an app. Open to everyone; the small allowance keeps strangers from filling the table.</summary>
[Endpoint("POST", "/api/v1/apps", Allow.Anyone)]
internal sealed class PostApps(RegisterApp register) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var redirects = request.Params.All("redirect_uris");
        var registered = await register.Run(
            request.Params.Text("client_name"), redirects, request.Params.Filled("scopes"), request.Params.Text("website"));
        if (!registered.Ok) await request.Refuse(registered.Refusal);
        else await request.Json(json => AppJson.Write(json, registered.Value.App, registered.Value.Secret));
    }
}
