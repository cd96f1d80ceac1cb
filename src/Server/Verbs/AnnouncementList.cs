using System.CommandLine;
using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Antiphon.Announcements;
using Antiphon.Server.Running;

namespace Antiphon.Server.Verbs;

internal sealed record AnnouncementListRequest;

/// <summary>Lists what members are told.</summary>
internal sealed class AnnouncementList : Verb<AnnouncementListRequest>
{
    public override string Name => "announcement list";

    public override JsonTypeInfo<AnnouncementListRequest> Json => VerbJson.Default.AnnouncementListRequest;

    public override Command Command(VerbRunner runner)
    {
        var command = new Command("list", "The announcements, newest first.");
        command.SetAction((parsed, cancel) => runner.Run(this, new AnnouncementListRequest(), parsed, cancel));
        return command;
    }

    public override async Task<int> Run(House house, AnnouncementListRequest request, IVerbOutput output, CancellationToken cancel)
    {
        var rows = house.Get<AllAnnouncements>().All.Select(static one => new[] { one.Id.ToString(CultureInfo.InvariantCulture), Printed.Time(one.Created), Printed.Plain(one.Text) });
        await Printed.Table(output, ["ID", "MADE", "TEXT"], [.. rows]).ConfigureAwait(false);
        return ExitCodes.Done;
    }
}
