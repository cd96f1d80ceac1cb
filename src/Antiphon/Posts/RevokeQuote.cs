using Antiphon.Notifications;
using Antiphon.People;
using Antiphon.Store;

namespace Antiphon.Posts;

/// <summary>
/// The author of a post takes it out of a post that quotes it. The other post stays, without what it quoted; and what it counted for stays counted, so that nobody can lower the
/// number of those who answered by revoking (decision 15).
/// </summary>
public sealed class RevokeQuote(DataStore store, PostShelf shelf, Viewers viewers)
{
    /// <returns>The quoting post's card, as it is afterwards.</returns>
    public async Task<Outcome<PostCard>> Run(long author, long quoted, long quoting)
    {
        var viewer = viewers.For(author);
        if (shelf.Find(quoted, viewer) is not { } mine || mine.Post.Author != author) return Refusal.NotFound;
        if (shelf.Find(quoting, viewer) is not { } other || other.Post.QuoteOf != quoted) return Refusal.NotFound;
        return await store.TryWrite<PostCard>(tx =>
        {
            if (PostShelf.Find(tx, quoting) is not { } card || card.Post.QuoteOf != quoted) return Refusal.NotFound;
            if (card.Post.QuoteState == QuoteState.Revoked) return card;
            tx.Run("UPDATE posts SET quote_state = 1 WHERE id = $1 AND quote_of IN (SELECT id FROM posts WHERE id = $2 AND author = $3)", quoting, quoted, author);
            Notify.Retract(tx, author, NotificationKind.Quote, card.Post.Author, quoting);
            var revoked = card with { Post = card.Post with { QuoteState = QuoteState.Revoked } };
            tx.Happened(new PostEdited(revoked));
            return revoked;
        }).ConfigureAwait(false);
    }
}
