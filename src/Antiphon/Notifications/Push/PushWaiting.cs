using Antiphon.Live;
using Antiphon.Store;

namespace Antiphon.Notifications.Push;

/// <summary>There is something to send.</summary>
public sealed record PushDue : Happening;

/// <summary>What waits to be sent. It is entered in the unit that made the notification, so a crash loses none; a subscription that nobody has costs one look into an index.</summary>
internal static class PushWaiting
{
    /// <summary>Enters a notification for each subscription that wants it.</summary>
    public static void Enter(Tx tx, Notification notification)
    {
        var entered = tx.Run(
            """
            INSERT INTO push_waiting (subscription, notification, account, due, attempts)
            SELECT s.id, $2, s.account, $4, 0 FROM push_subscriptions s WHERE s.account = $1 AND (s.alerts & $3) <> 0 AND (s.policy = 0
                OR (s.policy = 1 AND EXISTS (SELECT 1 FROM follows f WHERE f.follower = $1 AND f.followee = $5 AND f.state = 1))
                OR (s.policy = 2 AND EXISTS (SELECT 1 FROM follows f WHERE f.follower = $5 AND f.followee = $1 AND f.state = 1)))
            """,
            notification.Account, notification.Id, PushSubscription.Bit(notification.Kind), tx.Now, notification.Actor);
        if (entered > 0) tx.Happened(new PushDue());
    }
}
