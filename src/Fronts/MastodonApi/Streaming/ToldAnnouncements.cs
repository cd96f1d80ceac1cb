using System.Globalization;
using System.Text;
using Antiphon.Announcements;
using Antiphon.Live;
using Antiphon.MastodonApi.Announcements;

namespace Antiphon.MastodonApi.Streaming;

/// <summary>Announcements as streams tell of them: to everybody at once, so without what belongs to one reader.</summary>
internal sealed class ToldAnnouncements(AnnouncementJson writer, AllAnnouncements announcements)
{
    public Told Tell(Happening happening)
    {
        using var output = Output.Rent();
        switch (happening)
        {
            case Announced announced:
                writer.Write(output.Json, announced.Announcement, announcements.Reactions(0)[announced.Announcement.Id], read: null);
                return new Told("announcement", output.Written.ToArray());
            case AnnouncementReacted reacted:
                writer.Reaction(output.Json, reacted.Name, reacted.Count, me: null, reacted.Id);
                return new Told("announcement.reaction", output.Written.ToArray());
            default:
                return new Told("announcement.delete", Encoding.ASCII.GetBytes(((AnnouncementWithdrawn)happening).Id.ToString(CultureInfo.InvariantCulture)));
        }
    }
}
