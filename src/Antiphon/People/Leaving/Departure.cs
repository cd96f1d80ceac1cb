using Antiphon.Answers;
using Antiphon.Calls;
using Antiphon.Filters;
using Antiphon.Intake.Own;
using Antiphon.Media;
using Antiphon.People.Links;
using Antiphon.People.Profiles;
using Antiphon.People.Relations;
using Antiphon.People.Security;
using Antiphon.Posts;
using Antiphon.Posts.Polls;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.People.Leaving;

/// <summary>
/// The deletion of an account, in steps that are units of their own, so that a person of a hundred thousand posts does not hold up everybody else.
/// <see cref="Begin"/> makes it final: from that commit on nothing is shown and nobody signs in. A row of <c>departures</c> stands until the rest is done.
/// </summary>
internal static class Departure
{
    /// <summary>Posts, reactions or relations that go in one unit: some 10 ms.</summary>
    private const int PerUnit = 100;

    /// <summary>The account is gone: its profile emptied, its sign-in, sessions and tokens deleted. The name stays taken.</summary>
    public static void Begin(Tx tx, long account)
    {
        var before = Accounts.Find(tx, account)!;
        EndEverything.Within(tx, account);
        DoomedFiles.Add(tx, before.Avatar);
        DoomedFiles.Add(tx, before.Header);
        tx.Run(
            "UPDATE accounts SET state = $2, display_name = '', bio = '', fields = '[]', avatar = NULL, header = NULL, locked = 0, bot = 0, discoverable = 0, hide_network = 1, "
                + "changed = $3 WHERE id = $1",
            account, (int)AccountState.Deleted, tx.Now);
        AccountIndex.Put(tx, account);
        foreach (var statement in Signing) tx.Run(statement, account);
        tx.Run("INSERT INTO departures (account, started) VALUES ($1, $2) ON CONFLICT DO NOTHING", account, tx.Now);
        tx.Happened(new AccountChanged(account));
        tx.Happened(new AccountDeleted(account));
    }

    /// <summary>One unit's worth of the rest.</summary>
    /// <returns>Whether there is more.</returns>
    public static bool Step(Tx tx, long account) => Answers(tx, account) || Archives(tx, account) || Posts(tx, account) || Reactions(tx, account) || Relations(tx, account) || Rest(tx, account);

    private static readonly string[] Signing =
    [
        "DELETE FROM users WHERE account = $1",
        "DELETE FROM passkeys WHERE account = $1",
        "DELETE FROM once WHERE account = $1",
        "DELETE FROM invites WHERE account = $1",
        "DELETE FROM security_log WHERE account = $1",
        "UPDATE own_archives SET state = 4 WHERE account = $1 AND state IN (1, 2)",
    ];

    /// <summary>What they wanted to see and kept about others, and what others kept about them.</summary>
    private static readonly string[] Wants =
    [
        "DELETE FROM list_members WHERE account = $1",
        "DELETE FROM lists WHERE account = $1",
        "DELETE FROM followed_tags WHERE account = $1",
        "DELETE FROM featured_tags WHERE account = $1",
        "DELETE FROM endorsements WHERE account = $1",
        "DELETE FROM private_notes WHERE account = $1 OR target = $1",
        "DELETE FROM passed_suggestions WHERE account = $1 OR target = $1",
        "DELETE FROM member_domain_blocks WHERE account = $1",
    ];

    /// <summary>What they had answered leaves "standing" and stays in "ever". The lines hold the number of the person and no more.</summary>
    private static bool Answers(Tx tx, long account)
    {
        var left = 0;
        foreach (var call in tx.Rows("SELECT id FROM calls", static row => row.Long(0)))
        {
            foreach (var standing in Ledger.OfPerson(tx, call, account))
            {
                Ledger.Leave(tx, call, standing, LeaveReason.Erased);
                if (++left == PerUnit) return true;
            }
        }

        return left > 0;
    }

    /// <summary>What their own archives of other networks counted for leaves with them, and the facts behind it are forgotten.</summary>
    private static bool Archives(Tx tx, long account)
    {
        if (OwnFile.Any(tx, account) is not { } own) return false;
        if (!own.Remove(tx, LeaveReason.Erased)) tx.Run("UPDATE own_archives SET state = 5 WHERE id = $1 AND account = $2", own.Archive, account);
        return true;
    }

    /// <summary>All but the posts that are calls: others have answered those, and what they answered stays readable, without its caller's name.</summary>
    private static bool Posts(Tx tx, long account)
    {
        var ids = tx.Rows(
            "SELECT p.id FROM posts p WHERE p.author = $1 AND NOT EXISTS (SELECT 1 FROM calls c WHERE c.post = p.id) ORDER BY p.id DESC LIMIT $2",
            static row => row.Long(0), account, PerUnit);
        foreach (var id in ids)
        {
            if (PostShelf.Find(tx, id) is { } card) DeletePost.Remove(tx, card, LeaveReason.Erased);
        }

        return ids.Count > 0;
    }

    private static bool Reactions(Tx tx, long account)
    {
        var reactions = tx.Rows(
            "SELECT post, kind FROM reactions WHERE account = $1 AND kind <> 3 LIMIT $2", static row => (Post: row.Long(0), Kind: (ReactionKind)row.Int(1)), account, PerUnit);
        foreach (var (post, kind) in reactions)
        {
            if (PostShelf.Find(tx, post) is { } card) React.Undo(tx, card.Post, kind, account);
            else tx.Run("DELETE FROM reactions WHERE post = $1 AND kind = $2 AND account = $3", post, (int)kind, account);
        }

        return reactions.Count > 0;
    }

    private static bool Relations(Tx tx, long account)
    {
        var follows = tx.Rows(
            "SELECT follower, followee FROM follows WHERE follower = $1 OR followee = $1 LIMIT $2", static row => (row.Long(0), row.Long(1)), account, PerUnit);
        foreach (var (follower, followee) in follows) Follows.End(tx, follower, followee);
        var others = tx.Rows(
            "SELECT target FROM blocks WHERE account = $1 UNION SELECT account FROM blocks WHERE target = $1 "
                + "UNION SELECT target FROM mutes WHERE account = $1 UNION SELECT account FROM mutes WHERE target = $1 LIMIT $2",
            static row => row.Long(0), account, PerUnit);
        foreach (var other in others)
        {
            tx.Run("DELETE FROM blocks WHERE (account = $1 AND target = $2) OR (account = $2 AND target = $1)", account, other);
            tx.Run("DELETE FROM mutes WHERE (account = $1 AND target = $2) OR (account = $2 AND target = $1)", account, other);
            tx.Happened(new RelationChanged(account, other));
        }

        return follows.Count + others.Count > 0;
    }

    /// <summary>What nobody but its owner ever saw, and the end of the departure.</summary>
    private static bool Rest(Tx tx, long account)
    {
        // As with a deleted post: the sweep of pictures deletes the rows and their files.
        if (tx.Run("UPDATE media SET post = NULL, scheduled = NULL, created = 0, description = NULL WHERE account = $1", account) > 0) tx.Happened(new PicturesLeft());
        LinkRows.UndoAll(tx, account);
        tx.Run("DELETE FROM profile_links WHERE account = $1", account);

        // One whose file still lies on the disk goes with its file.
        tx.Run("DELETE FROM own_archives WHERE account = $1 AND file_key = ''", account);
        tx.Run("DELETE FROM notifications WHERE account = $1", account);
        tx.Run("DELETE FROM notifications WHERE actor = $1", account);
        tx.Run("DELETE FROM notification_policies WHERE account = $1", account);
        tx.Run("DELETE FROM notification_permissions WHERE account = $1", account);
        tx.Run("DELETE FROM notification_permissions WHERE actor = $1", account);
        tx.Run("DELETE FROM notification_requests WHERE account = $1", account);
        tx.Run("DELETE FROM notification_requests WHERE actor = $1", account);
        tx.Run("DELETE FROM conversations WHERE account = $1", account);
        tx.Run("DELETE FROM mentions WHERE account = $1", account);
        tx.Run("DELETE FROM markers WHERE account = $1", account);
        tx.Run("DELETE FROM filter_keywords WHERE account = $1", account);
        tx.Run("DELETE FROM filter_posts WHERE account = $1", account);
        if (tx.Run("DELETE FROM filters WHERE account = $1", account) > 0) tx.Happened(new FiltersChanged(account));
        tx.Run("DELETE FROM idempotency WHERE account = $1", account);
        tx.Run("DELETE FROM scheduled_posts WHERE account = $1", account);
        PollRows.Forget(tx, account);
        tx.Run("DELETE FROM carriers WHERE account = $1", account);
        tx.Run("DELETE FROM voices_declined WHERE account = $1", account);
        tx.Run("DELETE FROM announcements_read WHERE account = $1", account);
        tx.Run("DELETE FROM announcement_reactions WHERE account = $1", account);
        foreach (var statement in Wants) tx.Run(statement, account);
        tx.Run("DELETE FROM warnings WHERE account = $1", account);
        tx.Run("DELETE FROM restraints WHERE account = $1", account);
        tx.Run("UPDATE reports SET by_account = NULL WHERE by_account = $1", account);
        tx.Run("DELETE FROM departures WHERE account = $1", account);
        return false;
    }
}
