using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using Antiphon.Calls;
using Antiphon.People;
using Antiphon.Server.Running;

namespace Antiphon.Server.Verbs;

internal sealed record CallCloseRequest(string Slug, long? At);

/// <summary>Closes a call: what is published later is not counted.</summary>
internal sealed class CallClose : Verb<CallCloseRequest>
{
    public override string Name => "call close";

    public override JsonTypeInfo<CallCloseRequest> Json => VerbJson.Default.CallCloseRequest;

    public override Command Command(VerbRunner runner)
    {
        var slug = Words.Call();
        var at = Words.Time("--at", "When it closes (UTC unless it says otherwise). Default: now.");
        var command = new Command("close", "Close a call: what is published after that is not counted. Its answers stay.") { slug, at };
        command.SetAction((parsed, cancel) => runner.Run(this, new CallCloseRequest(parsed.GetValue(slug)!, parsed.GetValue(at)?.ToUnixTimeMilliseconds()), parsed, cancel));
        return command;
    }

    public override async Task<int> Run(House house, CallCloseRequest request, IVerbOutput output, CancellationToken cancel)
    {
        var at = request.At ?? house.Get<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds();
        return await Change(house, request.Slug, at, $"The call closes at {Printed.Time(at)}.", output).ConfigureAwait(false);
    }

    /// <summary>Sets or takes away the closing time, in the caller's own name: the operator's word stands for theirs.</summary>
    public static async Task<int> Change(House house, string slug, long? at, string said, IVerbOutput output)
    {
        var call = Words.Called(house, slug);
        if (!call.Ok) return await Refused(output, call.Refusal).ConfigureAwait(false);
        var caller = house.Get<Accounts>().Find(call.Value.Caller)!;
        var changed = await house.Get<ChangeCall>().CloseAt(caller, Role.Owner, slug, at).ConfigureAwait(false);
        if (!changed.Ok) return await Refused(output, changed.Refusal).ConfigureAwait(false);
        await output.Line(said).ConfigureAwait(false);
        return ExitCodes.Done;
    }
}
