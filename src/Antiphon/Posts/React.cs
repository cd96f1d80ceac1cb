using Antiphon.Answers;
using Antiphon.Notifications;
using Antiphon.People;
using Antiphon.Store;

namespace Antiphon.Posts;

/// <summary>Likes, bookmarks, pins and mutes the conversation of a post; and takes each back. Doing it twice is doing it once.</summary>
public sealed class React(DataStore store, PostShelf shelf, Viewers viewers)
{
    /// <summary>Posts that one may pin to one's profile, as many as Mastodon allows.</summary>
    public const int MostPins = 5;

    public async Task<Outcome<PostCard>> Add(Account by, long post, ReactionKind kind)
    {
        if (Target(by, post, kind) is not { } card) return Refusal.NotFound;
        if (kind == ReactionKind.Pin && (card.Post.Author != by.Id || card.Post.Visibility == Visibility.Direct))
        {
            return Refusal.Invalid("id", "Only your own posts that others may see can be pinned.");
        }

        return await store.TryWrite(tx => Insert(tx, by, card, kind)).ConfigureAwait(false);
    }

    public async Task<Outcome<PostCard>> Remove(Account by, long post, ReactionKind kind)
    {
        if (Target(by, post, kind) is not { } card) return Refusal.NotFound;
        await store.Write(tx => Undo(tx, card.Post, kind, by.Id)).ConfigureAwait(false);
        return card;
    }

    internal static bool Undo(Tx tx, Post post, ReactionKind kind, long by)
    {
        if (tx.Run("DELETE FROM reactions WHERE post = $1 AND kind = $2 AND account = $3", post.Id, (int)kind, by) == 0) return false;
        if (kind == ReactionKind.Like)
        {
            Notify.Retract(tx, post.Author, NotificationKind.Like, by, post.Id);
            Amplifying.Left(tx, post, kind, by);
        }

        tx.Happened(new Reacted(post, kind, by, Added: false));
        return true;
    }

    private static Outcome<PostCard> Insert(Tx tx, Account by, PostCard card, ReactionKind kind)
    {
        if (!tx.Any("SELECT 1 FROM posts WHERE id = $1", card.Id)) return Refusal.NotFound;
        if (kind == ReactionKind.Pin && tx.Number("SELECT count(*) FROM reactions WHERE account = $1 AND kind = 4 AND post <> $2", by.Id, card.Id) >= MostPins)
        {
            return Refusal.Invalid("id", $"You can pin {MostPins} posts at most. Unpin one first.");
        }

        var added = tx.Run("INSERT INTO reactions (post, kind, account, id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", card.Id, (int)kind, by.Id, tx.NewId());
        if (added == 0) return card;
        if (kind == ReactionKind.Like)
        {
            Notify.Add(tx, card.Post.Author, NotificationKind.Like, by.Id, card.Id);
            Amplifying.Entered(tx, card.Post, kind, by, tx.Now);
        }

        tx.Happened(new Reacted(card.Post, kind, by.Id, Added: true));
        return card;
    }

    /// <summary>Of a boost, the original; of a conversation to be muted, its first post.</summary>
    private PostCard? Target(Account by, long post, ReactionKind kind)
    {
        var viewer = viewers.For(by.Id);
        var card = shelf.Find(post, viewer);
        if (card?.Post.BoostOf is { } original) card = shelf.Find(original, viewer);
        return kind == ReactionKind.MuteConversation && card is not null ? shelf.Find(card.Post.Root) ?? card : card;
    }
}
