using Antiphon.Store;

namespace Antiphon.Posts;

/// <summary>An author says who may quote a post from now on. Quotes that are there stand; each can be revoked.</summary>
public sealed class ChangeQuotePolicy(DataStore store)
{
    public Task<Outcome<PostCard>> Run(long author, long post, QuotePolicy policy) => store.TryWrite<PostCard>(tx =>
    {
        if (PostShelf.Find(tx, post) is not { } card || card.Post.Author != author || card.Post.BoostOf is not null) return Refusal.NotFound;
        tx.Run("UPDATE posts SET quote_policy = $3 WHERE id = $1 AND author = $2", post, author, (int)policy);
        var changed = card with { Post = card.Post with { QuotePolicy = policy } };
        tx.Happened(new PostEdited(changed));
        return changed;
    });
}
