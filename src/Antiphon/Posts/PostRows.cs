using Antiphon.Media;
using Antiphon.Posts.Polls;
using Antiphon.Store;
using Antiphon.Timelines;

namespace Antiphon.Posts;

/// <summary>The rows that make up a post, in one place for writing, editing and deleting.</summary>
internal static class PostRows
{
    private static readonly TimeSpan Redraft = TimeSpan.FromHours(1);

    public static void Insert(Tx tx, Post post) => tx.Run(
        $"INSERT INTO posts ({Post.Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
        post.Id,
        post.Author,
        post.Uri,
        post.Created,
        (int)post.Visibility,
        post.ReplyTo,
        post.ReplyToAuthor,
        post.Root,
        post.BoostOf,
        post.QuoteOf,
        post.Text,
        post.Warning,
        post.Sensitive,
        post.Language,
        post.Story,
        post.App,
        post.Edited,
        (int)post.QuotePolicy,
        (int)post.QuoteState);

    /// <summary>Tags, mentions and search, from the text.</summary>
    public static void Index(Tx tx, Post post, PreparedText text)
    {
        foreach (var mention in text.Mentions) tx.Run("INSERT INTO mentions (post, account) VALUES ($1, $2) ON CONFLICT DO NOTHING", post.Id, mention.Id);
        if (!post.Public) return;
        foreach (var (key, name) in text.Tags)
        {
            tx.Run("INSERT INTO tags (tag, name, seen) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", key, name, tx.Now);
            tx.Run("INSERT INTO post_tags (tag, post) VALUES ($1, $2) ON CONFLICT DO NOTHING", key, post.Id);
        }

        // Unlisted posts are public and are not listed: not in search either.
        if (post.Visibility != Visibility.Public) return;
        IndexWords(tx, post.Id, text.Warning, text.Text);
        foreach (var link in text.Links) tx.Run("INSERT INTO post_links (link, post) VALUES ($1, $2) ON CONFLICT DO NOTHING", link, post.Id);
    }

    /// <summary>What a public post can be found by.</summary>
    public static void IndexWords(Tx tx, long post, string warning, string text) => tx.Run(
        tx.Dialect.IsPostgres
            ? "INSERT INTO post_search (rowid, text) VALUES ($1, to_tsvector('simple', $2))"
            : "INSERT INTO post_search (rowid, text) VALUES ($1, $2)",
        post,
        warning.Length > 0 ? warning + "\n" + text : text);

    public static void Unindex(Tx tx, long post)
    {
        tx.Run("DELETE FROM mentions WHERE post = $1", post);
        tx.Run("DELETE FROM post_tags WHERE post = $1", post);
        tx.Run("DELETE FROM post_links WHERE post = $1", post);
        tx.Run("DELETE FROM post_search WHERE rowid = $1", post);
    }

    /// <summary>Gives the author's own, still unattached pictures to the post, in this order. The owner is in the statement.</summary>
    public static Outcome<Attachment[]> Attach(Tx tx, Post post, IReadOnlyList<long> media)
    {
        if (media.Count == 0) return Array.Empty<Attachment>();
        tx.Run("UPDATE media SET post = NULL WHERE post = $1 AND account = $2", post.Id, post.Author);
        var attached = new List<Attachment>(media.Count);
        for (var place = 0; place < media.Count; place++)
        {
            var one = tx.First(
                $"UPDATE media SET post = $1, place = $2 WHERE id = $3 AND account = $4 AND post IS NULL AND scheduled IS NULL AND created > 0 RETURNING {Attachment.Columns}",
                Attachment.Read, post.Id, place, media[place], post.Author);
            if (one is null) return Refusal.Invalid("media_ids", "One of the pictures is not there, or already belongs to another post.");
            attached.Add(one);
        }

        return attached.ToArray();
    }

    /// <summary>Everything that hangs on the post. Replies to it stay, and point at nothing.</summary>
    /// <param name="redraft">Its pictures wait an hour for the post that its author writes instead.</param>
    public static void Delete(Tx tx, long author, long post, bool redraft = false)
    {
        Unindex(tx, post);
        tx.Run("DELETE FROM reactions WHERE post = $1", post);
        tx.Run("DELETE FROM edits WHERE post = $1", post);
        tx.Run("DELETE FROM notifications WHERE post = $1", post);
        tx.Run("DELETE FROM idempotency WHERE post = $1", post);
        tx.Run("DELETE FROM filter_posts WHERE post = $1", post);
        tx.Run("UPDATE notification_requests SET last_post = NULL WHERE last_post = $1", post);
        PollRows.Delete(tx, author, post);
        var until = redraft ? tx.Now - (long)(SweepPictures.Waiting - Redraft).TotalMilliseconds : 0;
        if (tx.Run("UPDATE media SET post = NULL, created = $2 WHERE post = $1 AND account = $3", post, until, author) > 0) tx.Happened(new PicturesLeft());
        tx.Run("DELETE FROM posts WHERE id = $1 AND author = $2", post, author);
        ConversationRows.Deleted(tx, post);
    }
}
