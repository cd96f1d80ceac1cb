using Antiphon.Store;

namespace Antiphon.Announcements;

/// <summary>The announcements that stand, with what belongs to a viewer.</summary>
public sealed class AllAnnouncements(DataStore store)
{
    /// <summary>Newest first.</summary>
    public IReadOnlyList<Announcement> All => store.Read(static sql => sql.Rows($"SELECT {Announcement.Columns} FROM announcements ORDER BY id DESC", Announcement.Read));

    public Announcement? Find(long id) => store.Read(sql => sql.First($"SELECT {Announcement.Columns} FROM announcements WHERE id = $1", Announcement.Read, id));

    /// <summary>Those that this member has put away.</summary>
    public IReadOnlySet<long> ReadBy(long account) =>
        store.Read(sql => sql.Rows("SELECT announcement FROM announcements_read WHERE account = $1", static row => row.Long(0), account)).ToHashSet();

    /// <summary>The reactions under each, the oldest first.</summary>
    public ILookup<long, AnnouncementReaction> Reactions(long account) => store.Read(sql => sql.Rows(
        """
        SELECT announcement, name, count(*), max(CASE WHEN account = $1 THEN 1 ELSE 0 END) FROM announcement_reactions GROUP BY announcement, name ORDER BY announcement, min(created), name
        """,
        static row => (Announcement: row.Long(0), Reaction: new AnnouncementReaction(row.Text(1), row.Int(2), row.Bool(3))), account))
        .ToLookup(static one => one.Announcement, static one => one.Reaction);
}
