using Antiphon.Live;
using Antiphon.Store;

namespace Antiphon.Notifications.Push;

/// <summary>There is something to send.</summary>
public sealed record PushDue : Happening;

/// <summary>What waits to be sent. It is entered in the unit that made the notification, so a crash loses none; a subscription that nobody has costs one look into an index.</summary>
internal static class PushWaiting
{
    /// <summary>Where earlier ones rest because the service did not take them, a new one rests as well, but this long at most.</summary>
    private static readonly long LongestRest = (long)TimeSpan.FromMinutes(5).TotalMilliseconds;

    /// <summary>Enters a notification for each subscription that wants it.</summary>
    public static void Enter(Tx tx, Notification notification)
    {
        var entered = tx.Run(
            """
            INSERT INTO push_waiting (subscription, notification, account, due, attempts)
            SELECT s.id, $2, s.account, coalesce((SELECT min(CASE WHEN w.due < $6 THEN w.due ELSE $6 END) FROM push_waiting w WHERE w.subscription = s.id AND w.attempts > 0 AND w.due > $4), $4), 0
            FROM push_subscriptions s WHERE s.account = $1 AND (s.alerts & $3) <> 0 AND (s.policy = 0
                OR (s.policy = 1 AND EXISTS (SELECT 1 FROM follows f WHERE f.follower = $1 AND f.followee = $5 AND f.state = 1))
                OR (s.policy = 2 AND EXISTS (SELECT 1 FROM follows f WHERE f.follower = $5 AND f.followee = $1 AND f.state = 1)))
            """,
            notification.Account, notification.Id, PushSubscription.Bit(notification.Kind), tx.Now, notification.Actor, tx.Now + LongestRest);
        if (entered > 0) tx.Happened(new PushDue());
    }
}
