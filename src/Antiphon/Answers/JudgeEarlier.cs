using Antiphon.Answers.Recognition;
using Antiphon.Calls;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Store;

namespace Antiphon.Answers;

/// <summary>
/// Holds what was published before a call was opened here, but within its time, against the call. Most of it is looked through beside the writer, which then takes up
/// what came in meanwhile: on a server with millions of posts nobody waits for it.
/// </summary>
internal sealed class JudgeEarlier
{
    private readonly HashSet<long> candidates = [];
    private readonly Recogniser recogniser;
    private long upTo;

    private JudgeEarlier(Recogniser recogniser, long opened)
    {
        this.recogniser = recogniser;
        upTo = Ids.First(opened) - 1;
    }

    /// <summary>Looks through the public posts since the call's opening for those that may hold its phrases or hashtags.</summary>
    public static JudgeEarlier Prepare(Sql sql, CallTerms terms, long opened)
    {
        var earlier = new JudgeEarlier(new Recogniser(terms), opened);
        earlier.LookThrough(sql);
        return earlier;
    }

    /// <summary>In the unit that opens the call: the rest, its thread and its quotes, each judged and written.</summary>
    public void Run(Tx tx, Call call)
    {
        LookThrough(tx);
        candidates.UnionWith(tx.Rows(
            "SELECT id FROM posts WHERE root = $1 UNION SELECT id FROM posts WHERE quote_of = $1", static row => row.Long(0), call.Post));
        candidates.Remove(call.Post);
        foreach (var id in candidates.Order())
        {
            if (PostShelf.Find(tx, id) is not { Post.BoostOf: null } card || Accounts.Find(tx, card.Post.Author) is not { } author) continue;
            var parent = card.Post.ReplyTo is { } reply ? PostShelf.Find(tx, reply) : null;
            var quoted = card.Post.QuoteOf is { } quote ? PostShelf.Find(tx, quote) : null;
            if (SaidToAnother(tx, call, card.Post) && !Recognise.Names(call, card.Post.Text)) continue;
            var judgement = Recognise.Judge(call, author, card.Post.Text, card.Post.Public, card.Post.Language, parent, quoted, card.Post.Story);
            if (judgement.Ring is null) continue;
            Recognise.Record(tx, card, author, [new Judged(call.Id, judgement)]);
            if (judgement.Ring == Tally.Ring.Answered) Amplifying.AllEntered(tx, call.Id, card.Post);
        }

        if (PostShelf.Find(tx, call.Post) is { } own) Amplifying.AllEntered(tx, call.Id, own.Post);
    }

    /// <summary>Whether the post is another call's, stands in its thread or quotes it, and not this one.</summary>
    private static bool SaidToAnother(Tx tx, Call call, Post post) =>
        post.Root != call.Post && post.QuoteOf != call.Post && tx.Any("SELECT 1 FROM calls WHERE post = $1 OR post = $2", post.Root, post.QuoteOf ?? 0);

    private void LookThrough(Sql sql) => sql.Each(
        "SELECT id, text FROM posts WHERE id > $1 AND visibility <= 1 AND boost_of IS NULL ORDER BY id",
        row =>
        {
            upTo = row.Long(0);
            if (recogniser.MayConcern(row.Text(1))) candidates.Add(upTo);
        },
        upTo);
}
