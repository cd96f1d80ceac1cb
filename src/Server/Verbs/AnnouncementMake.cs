using System.CommandLine;
using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Antiphon.Announcements;
using Antiphon.Server.Running;

namespace Antiphon.Server.Verbs;

internal sealed record AnnouncementMakeRequest(string Text, long? Starts, long? Ends);

/// <summary>Tells all members something.</summary>
internal sealed class AnnouncementMake : Verb<AnnouncementMakeRequest>
{
    public override string Name => "announcement make";

    public override JsonTypeInfo<AnnouncementMakeRequest> Json => VerbJson.Default.AnnouncementMakeRequest;

    public override Command Command(VerbRunner runner)
    {
        var text = new Argument<string>("TEXT") { Description = "What all members are told." };
        var starts = Words.Time("--starts", "When what it tells of begins.");
        var ends = Words.Time("--ends", "When it ends.");
        var command = new Command("make", "Tell all members something; their apps show it until they put it away.") { text, starts, ends };
        command.SetAction((parsed, cancel) => runner.Run(
            this,
            new AnnouncementMakeRequest(parsed.GetValue(text)!, parsed.GetValue(starts)?.ToUnixTimeMilliseconds(), parsed.GetValue(ends)?.ToUnixTimeMilliseconds()),
            parsed,
            cancel));
        return command;
    }

    public override async Task<int> Run(House house, AnnouncementMakeRequest request, IVerbOutput output, CancellationToken cancel)
    {
        var made = await house.Get<Announce>().Run(by: 0, new AnnouncementDraft(request.Text, request.Starts, request.Ends)).ConfigureAwait(false);
        if (!made.Ok) return await Refused(output, made.Refusal).ConfigureAwait(false);
        await output.Line(made.Value.Id.ToString(CultureInfo.InvariantCulture)).ConfigureAwait(false);
        return ExitCodes.Done;
    }
}
