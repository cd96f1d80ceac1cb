using Antiphon.Access;
using Antiphon.Http;

namespace Antiphon.MastodonApi.OAuth;

/// <summary>
/// Exchanges a code, or the app's own credentials, for a token. There is no password grant: a password belongs on this server's own page, where the second factor is asked for.
/// </summary>
[Endpoint("POST", "/oauth/token", Allow.Secret, Rate = Rate.Secrets)]
internal sealed class PostToken(Access.Apps apps, RedeemCode redeem, IssueToken issue) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var app = ClientProof.Of(request, apps);
        var issued = app.Ok ? await Issue(request, app.Value) : app.Refusal;
        if (!issued.Ok)
        {
            await Refusals.OAuth(request.Http, issued.Refusal);
            return;
        }

        await TokenJson.Answer(request, issued.Value);
    }

    private async Task<Outcome<IssuedToken>> Issue(Request request, App app)
    {
        var p = request.Params;
        switch (p.Text("grant_type"))
        {
            case "authorization_code":
                return await redeem.Run(app, p.Text("code"), p.Text("redirect_uri"), p.Filled("code_verifier"));
            case "client_credentials":
                var scopes = ScopeSet.Parse(p.Filled("scope"));
                return scopes.Ok ? await issue.ForApp(app, scopes.Value) : scopes.Refusal;
            case "password":
                return Refusal.Invalid("grant_type", "This server takes passwords on its own sign-in page only. Use the authorization code flow.");
            case null:
                return Refusal.Invalid("request", "Missing required parameter: grant_type.");
            default:
                return Refusal.Invalid("grant_type", "The authorization grant type is not supported by the authorization server.");
        }
    }
}
