using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using Antiphon.Access;
using Antiphon.Server.Running;

namespace Antiphon.Server.Verbs;

internal sealed record TokenRevokeRequest(string Token);

/// <summary>Ends a token; what was signed in with it, open streams too, ends at once.</summary>
internal sealed class TokenRevoke : Verb<TokenRevokeRequest>
{
    public override string Name => "token revoke";

    public override JsonTypeInfo<TokenRevokeRequest> Json => VerbJson.Default.TokenRevokeRequest;

    public override Command Command(VerbRunner runner)
    {
        var token = new Argument<string>("TOKEN") { Description = "The token, as it was printed." };
        var command = new Command("revoke", "End an access token. To end all of an account's, see \"account suspend\" or let its owner set a new password.") { token };
        command.SetAction((parsed, cancel) => runner.Run(this, new TokenRevokeRequest(parsed.GetValue(token)!), parsed, cancel));
        return command;
    }

    public override async Task<int> Run(House house, TokenRevokeRequest request, IVerbOutput output, CancellationToken cancel)
    {
        var known = house.Get<Tokens>().Check(request.Token);
        if (known is null || house.Get<Apps>().Find(known.App) is not { } app)
        {
            return await Refused(output, Refusal.Invalid("token", "There is no such token here; perhaps it was revoked already.")).ConfigureAwait(false);
        }

        var ended = await house.Get<RevokeToken>().Run(app, request.Token).ConfigureAwait(false);
        if (!ended.Ok) return await Refused(output, ended.Refusal).ConfigureAwait(false);
        await output.Line("The token is revoked.").ConfigureAwait(false);
        return ExitCodes.Done;
    }
}
