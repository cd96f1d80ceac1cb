using Antiphon.Answers;
using Antiphon.Notifications;
using Antiphon.People;
using Antiphon.Store;

namespace Antiphon.Posts;

/// <summary>Passes a post on, or takes that back. A boost is a post of its own in timelines, once per person and post, and never an answer.</summary>
public sealed class Boost(DataStore store, PostShelf shelf, Viewers viewers)
{
    /// <returns>The boost's own card.</returns>
    public async Task<Outcome<PostCard>> Add(Account by, long post, Visibility visibility = Visibility.Public)
    {
        if (shelf.Find(post, viewers.For(by.Id)) is not { } found) return Refusal.NotFound;
        var original = found.Post.BoostOf is { } inner ? shelf.Find(inner, viewers.For(by.Id)) : found;
        if (original is null) return Refusal.NotFound;
        if (original.Post.Visibility == Visibility.Direct) return Refusal.NotFound;
        if (original.Post.Visibility == Visibility.Followers && original.Post.Author != by.Id) return Refusal.Forbidden("This post was written for its author's followers and cannot be passed on.");
        var seen = original.Post.Visibility > visibility ? original.Post.Visibility : visibility;
        return await store.TryWrite(tx => Insert(tx, by, original, seen)).ConfigureAwait(false);
    }

    /// <returns>The original's card, whether or not there was a boost.</returns>
    public async Task<Outcome<PostCard>> Remove(Account by, long post)
    {
        if (shelf.Find(post, viewers.For(by.Id)) is not { } found) return Refusal.NotFound;
        var original = found.Post.BoostOf ?? found.Id;
        await store.Write(tx => Undo(tx, original, by.Id)).ConfigureAwait(false);
        return shelf.Find(original, viewers.For(by.Id)) is { } card ? card : Refusal.NotFound;
    }

    internal static bool Undo(Tx tx, long original, long by)
    {
        var id = tx.Number("SELECT id FROM posts WHERE boost_of = $1 AND author = $2", original, by);
        if (id is null || PostShelf.Find(tx, id.Value) is not { } boost) return false;
        tx.Run("DELETE FROM reactions WHERE post = $1 AND kind = 3 AND account = $2", original, by);
        PostRows.Delete(tx, boost.Post.Author, boost.Id);
        tx.Happened(new PostDeleted(boost.Post));
        if (PostShelf.Find(tx, original) is not { } card) return true;
        Notify.Retract(tx, card.Post.Author, NotificationKind.Boost, by, original);
        Amplifying.Left(tx, card.Post, ReactionKind.Boost, by);
        tx.Happened(new Reacted(card.Post, ReactionKind.Boost, by, Added: false));
        return true;
    }

    private static Outcome<PostCard> Insert(Tx tx, Account by, PostCard original, Visibility visibility)
    {
        if (!tx.Any("SELECT 1 FROM posts WHERE id = $1", original.Id)) return Refusal.NotFound;
        var before = tx.Number("SELECT id FROM posts WHERE boost_of = $1 AND author = $2", original.Id, by.Id);
        if (before is { } known) return PostShelf.Find(tx, known)!;
        var id = tx.NewId();
        var post = new Post(id, by.Id, null, tx.Now, visibility, null, null, id, original.Id, null, string.Empty, string.Empty, false, null, false, null, null);
        PostRows.Insert(tx, post);
        tx.Run("INSERT INTO reactions (post, kind, account, id, detail) VALUES ($1, 3, $2, $3, $3) ON CONFLICT DO NOTHING", original.Id, by.Id, id);
        Notify.Add(tx, original.Post.Author, NotificationKind.Boost, by.Id, original.Id);
        Amplifying.Entered(tx, original.Post, ReactionKind.Boost, by, tx.Now);
        var card = new PostCard(post, [], []);
        tx.Happened(new PostWritten(card));
        tx.Happened(new Reacted(original.Post, ReactionKind.Boost, by.Id, Added: true));
        return card;
    }
}
