using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Store;

namespace Antiphon.Notifications;

/// <summary>Somebody who may be told, by their policy, and who gave rise to it.</summary>
internal sealed record Told(Policy Policy, AccountState State, long Created);

/// <summary>What a policy says to one notification, as Mastodon reads it: each rule asks only where its choice is not to accept.</summary>
internal static class PolicyRules
{
    /// <summary>An account younger than this is new.</summary>
    private static readonly long NewAccount = (long)TimeSpan.FromDays(30).TotalMilliseconds;

    /// <summary>Who has followed for less than this does not count as a follower: else anybody would follow first.</summary>
    private static readonly long NewFollower = (long)TimeSpan.FromDays(3).TotalMilliseconds;

    public static PolicyChoice Judge(Tx tx, Told told, long account, NotificationKind kind, long actor, long? post, long now)
    {
        // What concerns one's own doing, or one's office, is always told.
        if (kind is NotificationKind.SignUp or NotificationKind.Report or NotificationKind.Poll or NotificationKind.Edit or NotificationKind.QuotedEdit or NotificationKind.Warning or NotificationKind.Counted) return PolicyChoice.Accept;
        var direct = kind == NotificationKind.Mention && post is { } said && tx.Any("SELECT 1 FROM posts WHERE id = $1 AND visibility = $2", said, (int)Visibility.Direct);
        var (policy, fresh, limited) = (told.Policy, told.Created > now - NewAccount, told.State == AccountState.Limited);
        var strict = policy.NotFollowing | policy.NotFollowers | (fresh ? policy.NewAccounts : 0) | (direct ? policy.PrivateMentions : 0) | (limited ? policy.LimitedAccounts : 0);
        if (strict == PolicyChoice.Accept || Known(tx, account, kind, actor)) return PolicyChoice.Accept;
        var follows = tx.Any("SELECT 1 FROM follows WHERE follower = $1 AND followee = $2 AND state = 1", account, actor);
        var choice = PolicyChoice.Accept;
        void Holds(PolicyChoice one) => choice = one > choice ? one : choice;
        if (!follows)
        {
            Holds(policy.NotFollowing);
            if (fresh) Holds(policy.NewAccounts);
            if (limited) Holds(policy.LimitedAccounts);
            if (direct && !Answers(tx, account, actor, post!.Value)) Holds(policy.PrivateMentions);
        }

        if (policy.NotFollowers != PolicyChoice.Accept && !Follower(tx, account, actor, now)) Holds(policy.NotFollowers);
        return choice;
    }

    /// <summary>Somebody whose request was accepted; and moderators, when they speak to a member.</summary>
    private static bool Known(Tx tx, long account, NotificationKind kind, long actor) =>
        tx.Any("SELECT 1 FROM notification_permissions WHERE account = $1 AND actor = $2", account, actor)
        || (kind is NotificationKind.Mention or NotificationKind.Quote && tx.Any("SELECT 1 FROM users WHERE account = $1 AND role >= $2", actor, (int)Role.Moderator));

    private static bool Follower(Tx tx, long account, long actor, long now) =>
        tx.Number("SELECT id FROM follows WHERE follower = $1 AND followee = $2 AND state = 1", actor, account) is { } since && Ids.TimeOf(since) <= now - NewFollower;

    /// <summary>Whether the member has written to them in this conversation before.</summary>
    private static bool Answers(Tx tx, long account, long actor, long post) => tx.Any(
        "SELECT 1 FROM posts p JOIN posts mine ON mine.root = p.root AND mine.author = $1 AND mine.visibility = 3 JOIN mentions m ON m.post = mine.id AND m.account = $2 WHERE p.id = $3",
        account, actor, post);
}
