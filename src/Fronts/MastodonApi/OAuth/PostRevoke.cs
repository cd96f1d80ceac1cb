using Antiphon.Access;
using Antiphon.Http;

namespace Antiphon.MastodonApi.OAuth;

[Endpoint("POST", "/oauth/revoke", Allow.Secret, Rate = Rate.Secrets)]
internal sealed class PostRevoke(Access.Apps apps, RevokeToken revoke) : Endpoint
{
    protected override async Task Answer(Request request)
    {
        var app = ClientProof.Of(request, apps);

        // Mastodon answers 403 here, and 401 to the same at the token's address.
        var done = app.Ok ? await revoke.Run(app.Value, request.Params.Text("token")) : Refusal.Forbidden("You are not authorized to revoke this token");
        if (done.Ok) await request.Empty();
        else await Refusals.OAuth(request.Http, done.Refusal);
    }
}
