using Antiphon.Live;
using Antiphon.Store;

namespace Antiphon.Announcements;

/// <summary>What the administrators tell all members.</summary>
/// <param name="Starts">UTC ms of the beginning of what it tells of; null where that has no time.</param>
/// <param name="AllDay">Without hours.</param>
public sealed record Announcement(long Id, string Text, long? Starts, long? Ends, bool AllDay, long Created, long Changed)
{
    internal const string Columns = "id, text, starts, ends, all_day, created, changed";

    internal static Announcement Read(Row row) => new(row.Long(0), row.Text(1), row.LongOrNull(2), row.LongOrNull(3), row.Bool(4), row.Long(5), row.Long(6));
}

/// <summary>How often an emoji stands under an announcement, and whether the viewer put it there.</summary>
public sealed record AnnouncementReaction(string Name, int Count, bool Me);

/// <summary>There is an announcement, or it says something else.</summary>
public sealed record Announced(Announcement Announcement) : Happening;

public sealed record AnnouncementWithdrawn(long Id) : Happening;

/// <summary>An emoji under an announcement has another count.</summary>
public sealed record AnnouncementReacted(long Id, string Name, int Count) : Happening;
