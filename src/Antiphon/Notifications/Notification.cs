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

    /// <summary>A post that one boosted was edited.</summary>
    Edit = 7,
    Quote = 8,

    /// <summary>Somebody waits for approval; told to those who may approve.</summary>
    SignUp = 9,

    /// <summary>A poll has ended that one made or voted in.</summary>
    Poll = 10,

    /// <summary>A post was edited that one's own post quotes.</summary>
    QuotedEdit = 11,

    /// <summary>Somebody was reported; told to those who moderate. <see cref="Notification.About"/> is the report.</summary>
    Report = 12,

    /// <summary>A moderator tells the person something about their account; <see cref="Notification.About"/> is the warning.</summary>
    Warning = 40,

    /// <summary>One's answer counts in a call: the actor is the caller, the post is the call's own, which carries the number.</summary>
    Counted = 50,
}

/// <summary>One line in somebody's notifications.</summary>
/// <param name="Actor">Whose deed it was.</param>
/// <param name="Created">UTC ms.</param>
/// <param name="Group">The first notification of its group: what several do to one post within half a day, or follows within it. Its own id where it stands alone.</param>
/// <param name="Filtered">Kept out of the list by the account's policy.</param>
/// <param name="About">What it is about, where that is no post.</param>
public sealed record Notification(long Id, long Account, NotificationKind Kind, long Actor, long? Post, long Created, long Group, bool Filtered, long? About)
{
    public const string Columns = "id, account, kind, actor, post, created, grouped, filtered, about";

    public static Notification Read(Store.Row row) =>
        new(row.Long(0), row.Long(1), (NotificationKind)row.Int(2), row.Long(3), row.LongOrNull(4), row.Long(5), row.Long(6), row.Bool(7), row.LongOrNull(8));
}

/// <summary>Told after the commit, for streams.</summary>
public sealed record Notified(Notification Notification) : Happening;
