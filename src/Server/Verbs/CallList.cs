using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Antiphon.Calls;
using Antiphon.Live;
using Antiphon.People;
using Antiphon.Server.Running;

namespace Antiphon.Server.Verbs;

internal sealed record CallListRequest(bool Json);

/// <summary>Lists the calls with their numbers.</summary>
internal sealed class CallList : Verb<CallListRequest>
{
    public override string Name => "call list";

    public override JsonTypeInfo<CallListRequest> Json => VerbJson.Default.CallListRequest;

    public override Command Command(VerbRunner runner)
    {
        var json = Words.Json();
        var command = new Command("list", "The calls, newest first, each with its number.") { json };
        command.SetAction((parsed, cancel) => runner.Run(this, new CallListRequest(parsed.GetValue(json)), parsed, cancel));
        return command;
    }

    public override async Task<int> Run(House house, CallListRequest request, IVerbOutput output, CancellationToken cancel)
    {
        var calls = house.Get<AllCalls>().All;
        if (request.Json)
        {
            await output.Line(Printed.Json(json =>
            {
                json.WriteStartArray();
                foreach (var call in calls) Write(json, house, call);
                json.WriteEndArray();
            })).ConfigureAwait(false);
            return ExitCodes.Done;
        }

        var rows = new List<string[]>();
        foreach (var call in calls)
        {
            cancel.ThrowIfCancellationRequested();
            var frame = await house.Get<Boards>().Now(call.Id).ConfigureAwait(false);
            rows.Add([call.Slug, Printed.Number(frame.Count.Answered.People), Printed.Time(call.Opened), call.Closes is { } closes ? Printed.Time(closes) : "-", Printed.Plain(call.Wording)]);
        }

        await Printed.Table(output, ["CALL", "ANSWERED", "OPENED", "CLOSES", "WORDING"], rows).ConfigureAwait(false);
        return ExitCodes.Done;
    }

    /// <summary>A call without its numbers: those are what <c>recount --json</c> and the call's own data are for.</summary>
    public static void Write(Utf8JsonWriter json, House house, Call call)
    {
        json.WriteStartObject();
        json.WriteString("id", call.Id.ToString(CultureInfo.InvariantCulture));
        json.WriteString("slug", call.Slug);
        json.WriteString("url", house.Site.To($"/calls/{call.Slug}"));
        json.WriteString("post", call.Post.ToString(CultureInfo.InvariantCulture));
        json.WriteString("by", house.Get<Accounts>().Find(call.Caller)?.Acct);
        json.WriteString("wording", call.Wording);
        Strings(json, "phrases", call.Phrases);
        Strings(json, "hashtags", call.Hashtags);
        json.WriteString("opened", Printed.Time(call.Opened));
        json.WriteString("closes", call.Closes is { } closes ? Printed.Time(closes) : null);
        json.WriteBoolean("hidden", call.Hidden);
        json.WriteEndObject();
    }

    private static void Strings(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
