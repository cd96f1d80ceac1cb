using Antiphon.Answers;
using Antiphon.Notifications;
using Antiphon.People;
using Antiphon.Store;

namespace Antiphon.Posts;

/// <summary>Publishes a post: prepare, one unit, and after the commit whoever listens. Recognition and ledger are part of the same unit, so that a post and its count cannot part.</summary>
public sealed class WritePost(DataStore store, Accounts accounts, Viewers viewers, PostShelf shelf, Recognise recognise, PostOptions options)
{
    /// <summary>An app that sends the same key within the hour gets the same post again.</summary>
    private static readonly long IdempotencyLife = (long)TimeSpan.FromHours(1).TotalMilliseconds;

    public async Task<Outcome<PostCard>> Write(Account author, Draft draft)
    {
        if (author.State is not (AccountState.Active or AccountState.Limited)) return Refusal.Forbidden("This account may not post at present.");
        var media = draft.Media ?? [];
        if (media.Count > options.MaxMedia) return Refusal.Invalid("media_ids", $"A post has {options.MaxMedia} pictures at most.");
        var prepared = PreparedText.From(draft.Text, draft.Warning, draft.Story, media.Count, options, accounts);
        if (!prepared.Ok) return prepared.Refusal;
        var viewer = viewers.For(author.Id);
        var parent = draft.ReplyTo is { } reply ? shelf.Find(reply, viewer) : null;
        if (draft.ReplyTo is not null && parent?.Post.BoostOf is { } original) parent = shelf.Find(original, viewer);
        if (draft.ReplyTo is not null && parent is null) return Refusal.Invalid("in_reply_to_id", "The post that this answers is no longer there.");
        var quoted = draft.QuoteOf is { } quote ? shelf.Find(quote, viewer) : null;
        if (draft.QuoteOf is not null && (quoted is null || !MayQuote(author, quoted))) return Refusal.Invalid("quoted_status_id", "This post cannot be quoted.");
        var visibility = Visible(draft.Visibility, parent);
        var judged = recognise.Judge(author, prepared.Value.Text, visibility, draft.Language, parent, quoted, draft.Story);
        return await store.TryWrite(tx => Insert(tx, author, draft, prepared.Value, visibility, parent, quoted, judged)).ConfigureAwait(false);
    }

    /// <summary>Public posts may be quoted by all, one's own always; stories and posts for followers by nobody else.</summary>
    private static bool MayQuote(Account author, PostCard quoted) => quoted.Post.Author == author.Id || (quoted.Post.Public && !quoted.Post.Story);

    /// <summary>A reply is never seen by more people than a direct or followers' post that it answers.</summary>
    private static Visibility Visible(Visibility wanted, PostCard? parent) =>
        parent is { Post.Visibility: Visibility.Direct } ? Visibility.Direct
        : parent is { Post.Visibility: Visibility.Followers } && wanted < Visibility.Followers ? Visibility.Followers
        : wanted;

    private static Outcome<PostCard> Insert(
        Tx tx, Account author, Draft draft, PreparedText text, Visibility visibility, PostCard? parent, PostCard? quoted, IReadOnlyList<Judged> judged)
    {
        if (draft.IdempotencyKey is { Length: > 0 } key)
        {
            tx.Run("DELETE FROM idempotency WHERE created < $1", tx.Now - IdempotencyLife);
            var before = tx.Number("SELECT post FROM idempotency WHERE account = $1 AND key = $2", author.Id, key);
            if (before is { } known && PostShelf.Find(tx, known) is { } same) return same;
        }

        if (parent is not null && !tx.Any("SELECT 1 FROM posts WHERE id = $1", parent.Id)) return Refusal.Invalid("in_reply_to_id", "The post that this answers is no longer there.");
        var id = tx.NewId();
        var post = new Post(
            id, author.Id, null, tx.Now, visibility, parent?.Id, parent?.Post.Author, parent?.Post.Root ?? id, null, quoted?.Id,
            text.Text, text.Warning, draft.Sensitive || text.Warning.Length > 0, draft.Language, draft.Story, draft.App, null);
        PostRows.Insert(tx, post);
        PostRows.Index(tx, post, text);
        var attached = PostRows.Attach(tx, post, draft.Media ?? []);
        if (!attached.Ok) return attached.Refusal;
        if (draft.IdempotencyKey is { Length: > 0 } fresh)
        {
            tx.Run("INSERT INTO idempotency (account, key, post, created) VALUES ($1, $2, $3, $4) ON CONFLICT (account, key) DO UPDATE SET post = $3, created = $4", author.Id, fresh, id, tx.Now);
        }

        var card = new PostCard(post, attached.Value, [.. text.Mentions.Select(static m => m.Id)]);
        Recognise.Record(tx, card, author, judged);
        Tell(tx, card, author, parent, quoted);
        tx.Happened(new PostWritten(card));
        return card;
    }

    private static void Tell(Tx tx, PostCard card, Account author, PostCard? parent, PostCard? quoted)
    {
        foreach (var mentioned in card.Mentions) Notify.Add(tx, mentioned, NotificationKind.Mention, author.Id, card.Id);
        if (parent is not null && card.Post.Visibility != Visibility.Direct && !card.Mentions.Contains(parent.Post.Author))
        {
            Notify.Add(tx, parent.Post.Author, NotificationKind.Mention, author.Id, card.Id);
        }

        if (quoted is not null && card.Post.Visibility != Visibility.Direct) Notify.Add(tx, quoted.Post.Author, NotificationKind.Quote, author.Id, card.Id);
        if (card.Post.Visibility == Visibility.Direct || card.Post.ReplyTo is not null) return;
        foreach (var follower in tx.Rows(
            "SELECT follower FROM follows WHERE followee = $1 AND state = 1 AND notify = 1 AND (coalesce(languages, '') = '' OR $2 = '' OR ',' || languages || ',' LIKE '%,' || $2 || ',%')",
            static row => row.Long(0), author.Id, card.Post.Language?.Split('-')[0] ?? string.Empty))
        {
            Notify.Add(tx, follower, NotificationKind.Post, author.Id, card.Id);
        }
    }
}
