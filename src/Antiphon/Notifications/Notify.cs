using Antiphon.Notifications.Push;
using Antiphon.People;
using Antiphon.Store;

namespace Antiphon.Notifications;

/// <summary>Adds a notification inside the unit that gave rise to it.</summary>
public static class Notify
{
    /// <summary>What several do within this time of the first is one group.</summary>
    private static readonly long GroupSpan = (long)TimeSpan.FromHours(12).TotalMilliseconds;

    // One look for all that keeps a notification away whatever the policy says, since a popular post is liked many times a second: no row where the account is no member, where a block (of either) or
    // a mute stands between the two, where the member wants nothing of that server, or has muted the conversation.
    private const string MayBeTold =
        $"""
        SELECT {Policies.Columns}, a.state, a.created FROM users u
        LEFT JOIN notification_policies p ON p.account = u.account LEFT JOIN accounts a ON a.id = $2
        WHERE u.account = $1
        AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.account = $1 AND b.target = $2)
        AND NOT EXISTS (SELECT 1 FROM blocks b WHERE b.account = $2 AND b.target = $1)
        AND NOT EXISTS (SELECT 1 FROM mutes m WHERE m.account = $1 AND m.target = $2 AND m.notifications = 1 AND (m.expires IS NULL OR m.expires > $3))
        AND NOT EXISTS (SELECT 1 FROM member_domain_blocks d WHERE d.account = $1 AND d.domain = a.domain)
        AND NOT EXISTS (SELECT 1 FROM posts q JOIN reactions r ON r.post = q.root AND r.kind = 5 AND r.account = $1 WHERE q.id = $4)
        """;

    /// <summary>
    /// Nothing is added for oneself (but the end of one's own poll), for accounts of other servers, where a block or a mute stands between the two, or where the account's policy drops it.
    /// What the policy filters is kept, and told to nobody but in a request.
    /// </summary>
    /// <param name="about">What it is about where that is no post.</param>
    public static void Add(Tx tx, long account, NotificationKind kind, long actor, long? post = null, long? about = null)
    {
        if (account == actor && kind != NotificationKind.Poll) return;
        var now = tx.Now;
        if (tx.First(MayBeTold, static row => new Told(Policies.Read(row), (AccountState)(row.LongOrNull(5) ?? 0), row.LongOrNull(6) ?? 0), account, actor, now, post ?? 0) is not { } told) return;
        var choice = account == actor ? PolicyChoice.Accept : PolicyRules.Judge(tx, told, account, kind, actor, post, now);
        if (choice == PolicyChoice.Drop) return;
        var filtered = choice == PolicyChoice.Filter;
        var id = tx.NewNotificationId();
        var group = Joins(kind) ? Group(tx, account, kind, post, now) ?? id : id;
        var notification = new Notification(id, account, kind, actor, post, now, group, filtered, about);
        tx.Run(
            "INSERT INTO notifications (id, account, kind, actor, post, created, grouped, filtered, about) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            id, account, (int)kind, actor, post, now, group, filtered, about);
        if (!filtered)
        {
            PushWaiting.Enter(tx, notification);
            tx.Happened(new Notified(notification));
        }
        else if (kind is NotificationKind.Mention or NotificationKind.Quote)
        {
            Requests.Add(tx, account, actor, post);
        }
    }

    /// <summary>From the server itself: blocks and mutes do not keep it away. The actor is whom it is about, as Mastodon has it.</summary>
    public static void FromServer(Tx tx, long account, NotificationKind kind, long actor, long about)
    {
        if (!tx.Any("SELECT 1 FROM users WHERE account = $1", account)) return;
        var id = tx.NewNotificationId();
        var notification = new Notification(id, account, kind, actor, null, tx.Now, id, false, about);
        tx.Run(
            "INSERT INTO notifications (id, account, kind, actor, created, grouped, about) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            id, account, (int)kind, actor, notification.Created, id, about);
        PushWaiting.Enter(tx, notification);
        tx.Happened(new Notified(notification));
    }

    /// <summary>Takes back what a like, boost or follow had told, when it is undone.</summary>
    public static void Retract(Tx tx, long account, NotificationKind kind, long actor, long? post = null)
    {
        if (post is null) tx.Run("DELETE FROM notifications WHERE account = $1 AND kind = $2 AND actor = $3 AND post IS NULL", account, (int)kind, actor);
        else tx.Run("DELETE FROM notifications WHERE post = $4 AND account = $1 AND kind = $2 AND actor = $3", account, (int)kind, actor, post);
    }

    /// <summary>What several do to one thing is one group; what somebody says stands by itself.</summary>
    public static bool Joins(NotificationKind kind) => kind is NotificationKind.Like or NotificationKind.Boost or NotificationKind.Follow or NotificationKind.SignUp;

    /// <summary>The group that is still open for this.</summary>
    private static long? Group(Tx tx, long account, NotificationKind kind, long? post, long now)
    {
        var last = post is { } about
            ? tx.Number("SELECT grouped FROM notifications WHERE account = $1 AND kind = $2 AND post = $3 ORDER BY id DESC LIMIT 1", account, (int)kind, about)
            : tx.Number("SELECT grouped FROM notifications WHERE account = $1 AND kind = $2 AND post IS NULL ORDER BY id DESC LIMIT 1", account, (int)kind);
        if (last is not { } group) return null;
        var begun = tx.Number("SELECT created FROM notifications WHERE account = $1 AND grouped = $2 ORDER BY id LIMIT 1", account, group);
        return begun > now - GroupSpan ? group : null;
    }
}
