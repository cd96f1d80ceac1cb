using Antiphon.Live;

namespace Antiphon.Notifications;

/// <summary>What somebody is told of. Stored by number: never renumber.</summary>
public enum NotificationKind : byte
{
    Mention = 1,
    Follow = 2,
    FollowRequest = 3,
    Like = 4,
    Boost = 5,

    /// <summary>Somebody whose every post one asked to hear of has posted.</summary>
    Post = 6,

    /// <summary>A post that one boosted or quoted was edited.</summary>
    Edit = 7,
    Quote = 8,

    /// <summary>Somebody waits for approval; told to those who may approve.</summary>
    SignUp = 9,

    /// <summary>A moderator tells the person something about their account; <see cref="Notification.About"/> is the warning.</summary>
    Warning = 40,

    /// <summary>Somebody was reported; told to moderators. <see cref="Notification.About"/> is the report.</summary>
    Report = 41,
}

/// <summary>One line in somebody's notifications.</summary>
/// <param name="Actor">Whose deed it was.</param>
/// <param name="Created">UTC ms.</param>
/// <param name="About">The id of a warning or a report, by its kind.</param>
public sealed record Notification(long Id, long Account, NotificationKind Kind, long Actor, long? Post, long Created, long? About = null)
{
    public const string Columns = "id, account, kind, actor, post, created, about";

    public static Notification Read(Store.Row row) =>
        new(row.Long(0), row.Long(1), (NotificationKind)row.Int(2), row.Long(3), row.LongOrNull(4), row.Long(5), row.LongOrNull(6));
}

/// <summary>Told after the commit, for streams.</summary>
public sealed record Notified(Notification Notification) : Happening;
