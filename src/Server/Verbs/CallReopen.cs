using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using Antiphon.Server.Running;

namespace Antiphon.Server.Verbs;

internal sealed record CallReopenRequest(string Slug);

/// <summary>Takes a call's closing time away.</summary>
internal sealed class CallReopen : Verb<CallReopenRequest>
{
    public override string Name => "call reopen";

    public override JsonTypeInfo<CallReopenRequest> Json => VerbJson.Default.CallReopenRequest;

    public override Command Command(VerbRunner runner)
    {
        var slug = Words.Call();
        var command = new Command("reopen", "Take a call's closing time away: from now on answers are counted again.") { slug };
        command.SetAction((parsed, cancel) => runner.Run(this, new CallReopenRequest(parsed.GetValue(slug)!), parsed, cancel));
        return command;
    }

    public override Task<int> Run(House house, CallReopenRequest request, IVerbOutput output, CancellationToken cancel) =>
        CallClose.Change(house, request.Slug, at: null, "The call is open again.", output);
}
