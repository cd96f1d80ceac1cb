using Antiphon.Answers;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Posts;

/// <summary>Deletes a post by its author (or a moderator): the text, pictures, history and search entry go; what it counted leaves the standing and stays in "ever".</summary>
public sealed class DeletePost(DataStore store)
{
    /// <summary>By its author.</summary>
    /// <param name="redraft">The author writes another instead: the pictures wait an hour for it. Otherwise they go at once.</param>
    /// <returns>The card as it was, for apps that offer "delete and redraft".</returns>
    public Task<Outcome<PostCard>> Delete(long author, long id, bool redraft = false) => store.TryWrite<PostCard>(tx =>
        PostShelf.Find(tx, id) is { } card && card.Post.Author == author ? Remove(tx, card, LeaveReason.Withdrawn, redraft) : Refusal.NotFound);

    /// <summary>Within a larger unit, such as the deletion of an account.</summary>
    public static PostCard Remove(Tx tx, PostCard card, LeaveReason reason, bool redraft = false)
    {
        if (card.Post.BoostOf is { } original)
        {
            Boost.Undo(tx, original, card.Post.Author);
            return card;
        }

        foreach (var booster in tx.Rows("SELECT author FROM posts WHERE boost_of = $1", static row => row.Long(0), card.Id)) Boost.Undo(tx, card.Id, booster);
        Recognise.Forget(tx, card, reason);
        PostRows.Delete(tx, card.Post.Author, card.Id, redraft);
        tx.Happened(new PostDeleted(card.Post));
        return card;
    }
}
