using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using Antiphon.Announcements;
using Antiphon.Server.Running;

namespace Antiphon.Server.Verbs;

internal sealed record AnnouncementWithdrawRequest(long Id);

/// <summary>Takes an announcement back.</summary>
internal sealed class AnnouncementWithdraw : Verb<AnnouncementWithdrawRequest>
{
    public override string Name => "announcement withdraw";

    public override JsonTypeInfo<AnnouncementWithdrawRequest> Json => VerbJson.Default.AnnouncementWithdrawRequest;

    public override Command Command(VerbRunner runner)
    {
        var id = new Argument<long>("ID") { Description = "The announcement's number, as \"announcement list\" shows it." };
        var command = new Command("withdraw", "Take an announcement back, with everything under it.") { id };
        command.SetAction((parsed, cancel) => runner.Run(this, new AnnouncementWithdrawRequest(parsed.GetValue(id)), parsed, cancel));
        return command;
    }

    public override async Task<int> Run(House house, AnnouncementWithdrawRequest request, IVerbOutput output, CancellationToken cancel)
    {
        var done = await house.Get<Announce>().Withdraw(by: 0, request.Id).ConfigureAwait(false);
        if (!done.Ok) return await Refused(output, done.Refusal).ConfigureAwait(false);
        await output.Line("The announcement is withdrawn.").ConfigureAwait(false);
        return ExitCodes.Done;
    }
}
