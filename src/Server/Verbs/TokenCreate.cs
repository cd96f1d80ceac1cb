using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using Antiphon.Access;
using Antiphon.Server.Running;

namespace Antiphon.Server.Verbs;

internal sealed record TokenCreateRequest(string Name, string Scopes);

/// <summary>Makes an access token and prints it alone, for scripts.</summary>
internal sealed class TokenCreate : Verb<TokenCreateRequest>
{
    public override string Name => "token create";

    public override JsonTypeInfo<TokenCreateRequest> Json => VerbJson.Default.TokenCreateRequest;

    public override Command Command(VerbRunner runner)
    {
        var name = Words.Account();
        var scopes = new Option<string>("--scopes")
        {
            HelpName = "\"SCOPE …\"",
            Description = "What the token may do: read, write, follow, push, or finer ones such as read:statuses.",
            DefaultValueFactory = static _ => "read",
        };
        var command = new Command("create", "Print a new access token for an account, alone on its line. It works until it is revoked.") { name, scopes };
        command.SetAction((parsed, cancel) => runner.Run(this, new TokenCreateRequest(parsed.GetValue(name)!, parsed.GetValue(scopes)!), parsed, cancel));
        return command;
    }

    public override async Task<int> Run(House house, TokenCreateRequest request, IVerbOutput output, CancellationToken cancel)
    {
        var issued = await house.Get<IssueToken>().ForOperator(request.Name, request.Scopes).ConfigureAwait(false);
        if (!issued.Ok) return await Refused(output, issued.Refusal).ConfigureAwait(false);
        await output.Line(issued.Value.Text).ConfigureAwait(false);
        return ExitCodes.Done;
    }
}
