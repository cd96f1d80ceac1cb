using Antiphon.Store;

namespace Antiphon.Posts.Polls;

/// <summary>The rows of polls, inside the unit of their post.</summary>
internal static class PollRows
{
    public static Poll Insert(Tx tx, Post post, PollDraft draft)
    {
        var poll = new Poll(post.Id, post.Author, draft.Options, draft.Multiple, draft.HideTotals, tx.Now + (draft.ExpiresIn * 1_000));
        tx.Run(
            $"INSERT INTO polls ({Poll.Columns}) VALUES ($1, $2, $3, $4, $5, $6)",
            poll.Post, poll.Author, Poll.Texts(poll.Options), poll.Multiple, poll.HideTotals, poll.Expires);
        return poll;
    }

    /// <summary>
    /// The poll after an edit. Other options, or another rule for choosing, are another question: the votes given to the old one do not stand. None takes the poll away.
    /// </summary>
    public static Poll? Change(Tx tx, Post post, Poll? before, PollDraft? draft)
    {
        if (before is null) return draft is null ? null : Insert(tx, post, draft);
        if (draft is null)
        {
            Delete(tx, post.Author, post.Id);
            tx.Happened(new VotesReset(post.Id));
            return null;
        }

        var poll = before with { Options = draft.Options, Multiple = draft.Multiple, HideTotals = draft.HideTotals, Expires = tx.Now + (draft.ExpiresIn * 1_000) };
        tx.Run(
            "UPDATE polls SET options = $3, multiple = $4, hide_totals = $5, expires = $6, told = 0, closed = 0 WHERE post = $1 AND author = $2",
            poll.Post, poll.Author, Poll.Texts(poll.Options), poll.Multiple, poll.HideTotals, poll.Expires);
        if (before.Options.SequenceEqual(poll.Options) && before.Multiple == poll.Multiple) return poll;
        tx.Run("DELETE FROM poll_votes WHERE post = $1", post.Id);
        tx.Happened(new VotesReset(post.Id));
        return poll;
    }

    /// <summary>What somebody who leaves has voted.</summary>
    public static void Forget(Tx tx, long account)
    {
        foreach (var post in tx.Rows("SELECT DISTINCT post FROM poll_votes WHERE account = $1", static row => row.Long(0), account)) tx.Happened(new VotesReset(post));
        tx.Run("DELETE FROM poll_votes WHERE account = $1", account);
    }

    public static void Delete(Tx tx, long author, long post)
    {
        tx.Run("DELETE FROM poll_votes WHERE post = $1", post);
        tx.Run("DELETE FROM polls WHERE post = $1 AND author = $2", post, author);
    }
}
