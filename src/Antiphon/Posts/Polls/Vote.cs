using Antiphon.People;
using Antiphon.Store;

namespace Antiphon.Posts.Polls;

/// <summary>Somebody votes in a poll. Of one option once and for all; where several may be chosen, more of them later too.</summary>
public sealed class Vote(DataStore store, PostShelf shelf, Viewers viewers)
{
    /// <param name="post">The poll's number, which is its post's.</param>
    /// <returns>The poll's post. Whoever may not read the post is told what they would be told if there were none.</returns>
    public async Task<Outcome<PostCard>> Run(Account by, long post, IReadOnlyList<int> choices)
    {
        if (shelf.Find(post, viewers.For(by.Id)) is not { Poll: not null } card) return Refusal.NotFound;
        if (by.State is not (AccountState.Active or AccountState.Limited)) return Refusal.Forbidden("This account may not vote at present.");
        return await store.TryWrite(tx => Insert(tx, by.Id, card, [.. choices.Distinct().Order()])).ConfigureAwait(false);
    }

    private static Outcome<PostCard> Insert(Tx tx, long account, PostCard card, IReadOnlyList<int> choices)
    {
        if (tx.First($"SELECT {Poll.Columns} FROM polls WHERE post = $1", Poll.Read, card.Id) is not { } poll) return Refusal.NotFound;
        if (Fault(poll, tx.Now, account, choices) is { } refusal) return refusal;
        var before = tx.Rows("SELECT choice FROM poll_votes WHERE post = $1 AND account = $2", static row => row.Int(0), poll.Post, account);
        if (poll.Multiple ? before.Intersect(choices).Any() : before.Count > 0) return Refusal.Invalid("choices", "You have already voted on this poll.");
        foreach (var choice in choices) tx.Run("INSERT INTO poll_votes (post, account, choice, at) VALUES ($1, $2, $3, $4)", poll.Post, account, choice, tx.Now);
        tx.Happened(new Voted(poll.Post, account, [.. before.Concat(choices).Order()]));
        return card;
    }

    private static Refusal? Fault(Poll poll, long now, long account, IReadOnlyList<int> choices)
    {
        if (poll.Ended(now)) return Refusal.Invalid("poll", "The poll has already ended.");
        if (poll.Author == account) return Refusal.Invalid("poll", "You cannot vote in your own poll.");
        if (choices.Count == 0) return Refusal.Invalid("choices", "Choose one of the options.");
        if (choices.Any(choice => choice < 0 || choice >= poll.Options.Count)) return Refusal.Invalid("choices", "The chosen option does not exist.");
        return !poll.Multiple && choices.Count > 1 ? Refusal.Invalid("choices", "Only one option can be chosen in this poll.") : null;
    }
}
