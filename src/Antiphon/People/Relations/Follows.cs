using Antiphon.Notifications;
using Antiphon.People.Lists;
using Antiphon.Store;

namespace Antiphon.People.Relations;

/// <summary>Rows of <c>follows</c>, and what their end takes along.</summary>
internal static class Follows
{
    /// <summary>A follow that stands.</summary>
    public const int Accepted = 1;

    /// <summary>A follow that was asked for.</summary>
    public const int Asked = 2;

    /// <summary>Ends a follow or a request, and takes back what it had told.</summary>
    public static bool End(Tx tx, long follower, long followee)
    {
        if (tx.Run("DELETE FROM follows WHERE follower = $1 AND followee = $2", follower, followee) == 0) return false;
        Notify.Retract(tx, followee, NotificationKind.Follow, follower);
        Notify.Retract(tx, followee, NotificationKind.FollowRequest, follower);
        ListMembership.End(tx, follower, followee);
        tx.Run("DELETE FROM endorsements WHERE account = $1 AND target = $2", follower, followee);
        tx.Happened(new RelationChanged(follower, followee));
        return true;
    }

    /// <summary>Whether an account can be the target of something new: it exists and is shown.</summary>
    public static bool Shown(Sql sql, long account) => sql.Any("SELECT 1 FROM accounts WHERE id = $1 AND state IN (0, 2)", account);
}
