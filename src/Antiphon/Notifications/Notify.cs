using Antiphon.Notifications.Push;
using Antiphon.Store;

namespace Antiphon.Notifications;

/// <summary>Adds a notification inside the unit that gave rise to it.</summary>
public static class Notify
{
    /// <summary>Nothing is added for oneself, for accounts of other servers, or where a block or a mute stands between the two.</summary>
    public static void Add(Tx tx, long account, NotificationKind kind, long actor, long? post = null)
    {
        if (account == actor || !tx.Any("SELECT 1 FROM users WHERE account = $1", account)) return;
        if (tx.Any("SELECT 1 FROM blocks WHERE (account = $1 AND target = $2) OR (account = $2 AND target = $1)", account, actor)) return;
        var now = tx.Now;
        if (tx.Any("SELECT 1 FROM mutes WHERE account = $1 AND target = $2 AND notifications = 1 AND (expires IS NULL OR expires > $3)", account, actor, now)) return;
        if (tx.Any("SELECT 1 FROM member_domain_blocks d JOIN accounts a ON a.domain = d.domain WHERE d.account = $1 AND a.id = $2", account, actor)) return;
        if (post is { } about && InMutedConversation(tx, account, about)) return;
        var notification = new Notification(tx.NewNotificationId(), account, kind, actor, post, now);
        tx.Run(
            "INSERT INTO notifications (id, account, kind, actor, post, created) VALUES ($1, $2, $3, $4, $5, $6)",
            notification.Id,
            account,
            (int)kind,
            actor,
            post,
            now);
        PushWaiting.Enter(tx, notification);
        tx.Happened(new Notified(notification));
    }

    /// <summary>Takes back what a like, boost or follow had told, when it is undone.</summary>
    public static void Retract(Tx tx, long account, NotificationKind kind, long actor, long? post = null)
    {
        if (post is null) tx.Run("DELETE FROM notifications WHERE account = $1 AND kind = $2 AND actor = $3 AND post IS NULL", account, (int)kind, actor);
        else tx.Run("DELETE FROM notifications WHERE post = $4 AND account = $1 AND kind = $2 AND actor = $3", account, (int)kind, actor, post);
    }

    private static bool InMutedConversation(Tx tx, long account, long post) => tx.Any(
        "SELECT 1 FROM posts p JOIN reactions r ON r.post = p.root AND r.kind = 5 AND r.account = $2 WHERE p.id = $1", post, account);
}
