using Antiphon.Posts;
using Antiphon.Store;

namespace Antiphon.Timelines;

/// <summary>Keeps conversations as their posts are: within the unit that writes, edits or deletes a direct post.</summary>
internal static class ConversationRows
{
    /// <summary>A direct post is there. Its author has read it; to others it is new, unless they have muted the thread.</summary>
    public static void Written(Tx tx, PostCard card)
    {
        if (card.Post.Visibility != Visibility.Direct) return;
        foreach (var account in Members(tx, card)) Put(tx, account, card.Post, account != card.Post.Author && !Muted(tx, account, card.Post.Root));
    }

    /// <summary>An edit may have named somebody for the first time, or no longer.</summary>
    public static void Edited(Tx tx, PostCard old, PostCard card)
    {
        if (card.Post.Visibility != Visibility.Direct) return;
        var (before, now) = (Members(tx, old), Members(tx, card));
        foreach (var account in now.Except(before))
        {
            if (Newest(tx, account, card.Post.Root, 0) is { } last && last == card.Id) Put(tx, account, card.Post, unread: !Muted(tx, account, card.Post.Root));
        }

        foreach (var account in before.Except(now)) Anew(tx, account, card.Post.Root);
    }

    /// <summary>A direct post is gone: where it was the newest, the one before it is now.</summary>
    public static void Deleted(Tx tx, long post)
    {
        foreach (var (account, root) in tx.Rows("SELECT account, root FROM conversations WHERE last_post = $1", static row => (row.Long(0), row.Long(1)), post)) Anew(tx, account, root);
    }

    private static void Put(Tx tx, long account, Post post, bool unread) => tx.Run(
        "INSERT INTO conversations (id, account, root, last_post, unread, since) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (account, root) DO UPDATE SET last_post = $4, unread = $5",
        tx.NewId(), account, post.Root, post.Id, unread, post.Id - 1);

    private static void Anew(Tx tx, long account, long root)
    {
        var since = tx.Number("SELECT since FROM conversations WHERE account = $1 AND root = $2", account, root) ?? long.MaxValue;
        if (Newest(tx, account, root, since) is { } last) tx.Run("UPDATE conversations SET last_post = $3 WHERE account = $1 AND root = $2", account, root, last);
        else tx.Run("DELETE FROM conversations WHERE account = $1 AND root = $2", account, root);
    }

    private static long? Newest(Tx tx, long account, long root, long since) => tx.Number(
        "SELECT max(p.id) FROM posts p WHERE p.root = $2 AND p.visibility = 3 AND p.id > $3 AND (p.author = $1 OR EXISTS (SELECT 1 FROM mentions m WHERE m.post = p.id AND m.account = $1))",
        account, root, since);

    private static bool Muted(Tx tx, long account, long root) => tx.Any("SELECT 1 FROM reactions WHERE post = $1 AND kind = 5 AND account = $2", root, account);

    /// <summary>Members of this server who take part by this post.</summary>
    private static List<long> Members(Tx tx, PostCard card)
    {
        long[] all = [.. card.Mentions.Append(card.Post.Author).Distinct()];
        return tx.Rows($"SELECT account FROM users WHERE account {tx.Among(1)}", static row => row.Long(0), all);
    }
}
