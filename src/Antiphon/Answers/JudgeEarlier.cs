using Antiphon.Calls;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Posts.Text;
using Antiphon.Store;

namespace Antiphon.Answers;

/// <summary>Holds what was published before the call was opened here, but within its time, against the call: the thread of a post that becomes one, and the posts under its hashtags.</summary>
internal static class JudgeEarlier
{
    public static void Run(Tx tx, Call call)
    {
        var ids = tx.Rows("SELECT id FROM posts WHERE root = $1 AND id <> $1 UNION SELECT id FROM posts WHERE quote_of = $1", static row => row.Long(0), call.Post).ToHashSet();
        foreach (var tag in call.Hashtags)
        {
            ids.UnionWith(tx.Rows("SELECT post FROM post_tags WHERE tag = $1 AND post >= $2", static row => row.Long(0), Hashtags.Fold(tag), Ids.First(call.Opened)));
        }

        ids.Remove(call.Post);
        foreach (var id in ids.Order())
        {
            if (PostShelf.Find(tx, id) is not { Post.BoostOf: null } card || Accounts.Find(tx, card.Post.Author) is not { } author) continue;
            var parent = card.Post.ReplyTo is { } reply ? PostShelf.Find(tx, reply) : null;
            var quoted = card.Post.QuoteOf is { } quote ? PostShelf.Find(tx, quote) : null;
            var judgement = Recognise.Judge(call, author, card.Post.Text, card.Post.Public, card.Post.Language, parent, quoted, card.Post.Story);
            if (judgement.Ring is null) continue;
            Recognise.Record(tx, card, author, [new Judged(call.Id, judgement)]);
            if (judgement.Ring == Tally.Ring.Answered) Amplifying.AllEntered(tx, call.Id, card.Post);
        }

        if (PostShelf.Find(tx, call.Post) is { } own) Amplifying.AllEntered(tx, call.Id, own.Post);
    }
}
