using Antiphon.Answers.Recognition;
using Antiphon.Calls;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Posts.Text;
using Antiphon.Store;
using Antiphon.Tally;
using Attachment = Antiphon.Answers.Recognition.Attachment;

namespace Antiphon.Answers;

/// <summary>A call's judgement of a post.</summary>
public readonly record struct Judged(long Call, Judgement Judgement);

/// <summary>Holds posts against the open calls (pure, before the unit), and writes what came of it into the ledger (inside the unit).</summary>
public sealed class Recognise(AllCalls calls)
{
    /// <param name="existing">The post as it is, when it is an edit that is judged.</param>
    /// <param name="asks">Whether the post is to become a call: it asks, and holds its answer phrase only to ask for it.</param>
    public IReadOnlyList<Judged> Judge(
        Account author, string text, Visibility visibility, string? language, PostCard? parent, PostCard? quoted, bool story, Post? existing = null, bool asks = false)
    {
        List<Judged>? judged = null;
        var home = HomeOf(parent, quoted);
        var saidToOne = home is not null || asks || (existing is not null && calls.OfPost(existing.Id) is not null);
        foreach (var call in calls.All)
        {
            if (call.Hidden || existing?.Id == call.Post) continue;
            if (saidToOne && home != call && !Names(call, text)) continue;
            var judgement = Judge(call, author, text, visibility <= Visibility.Unlisted, language, parent, quoted, story);
            if (judgement.Ring is not null) (judged ??= []).Add(new Judged(call.Id, judgement));
        }

        return judged ?? (IReadOnlyList<Judged>)[];
    }

    /// <summary>One call's judgement. A reply anywhere in the call's thread is a reply to it; a reply that also quotes it is a reply.</summary>
    public static Judgement Judge(Call call, Account author, string text, bool isPublic, string? language, PostCard? parent, PostCard? quoted, bool story)
    {
        var attachment = parent is not null && (parent.Id == call.Post || parent.Post.Root == call.Post) ? Attachment.ReplyInThread
            : quoted?.Id == call.Post ? Attachment.QuotesCall
            : Attachment.FreeStanding;
        return call.Recogniser.Judge(new Words(text, attachment, isPublic, author.Bot, language, quoted?.Post.Text, story));
    }

    /// <summary>
    /// Whether a post holds a hashtag of the call. Several calls may be answered by the same phrase: what answers one of them in its thread, or by quoting it, is said to
    /// that one alone, unless it names another; and so is the post of a call, which asks for the phrase.
    /// </summary>
    internal static bool Names(Call call, string text)
    {
        foreach (var entity in Entities.Find(text))
        {
            if (entity.Kind == EntityKind.Hashtag && call.Hashtags.Any(tag => Hashtags.Fold(tag) == Hashtags.Fold(entity.Value))) return true;
        }

        return false;
    }

    /// <summary>The call that a post is said to: in whose thread it stands or which it quotes.</summary>
    private Call? HomeOf(PostCard? parent, PostCard? quoted) =>
        (parent is null ? null : calls.OfPost(parent.Id) ?? calls.OfPost(parent.Post.Root)) ?? (quoted is null ? null : calls.OfPost(quoted.Id));

    /// <summary>Brings the ledger in line with what the post says now. What a moderator has decided about it stays.</summary>
    /// <param name="again">Whether it has been judged before though it was never edited.</param>
    public static void Record(Tx tx, PostCard card, Account author, IReadOnlyList<Judged> judged, bool again = false)
    {
        var post = card.Post;
        var before = again || post.Edited is not null ? CallsOf(tx, post.Id) : [];
        if (judged.Count == 0 && before.Count == 0 && post.QuoteOf is null) return;
        var withQuotes = QuotesOfAnswers(tx, post, judged);
        foreach (var call in before.Union(withQuotes.Select(static j => j.Call)))
        {
            if (!InTime(tx, call, post.Created)) continue;
            var verdict = withQuotes.FirstOrDefault(j => j.Call == call).Judgement;
            Settle(tx, call, card, author, verdict);
        }
    }

    /// <summary>The post is gone: so is what it was evidence of, and what was evidence by liking or boosting it.</summary>
    public static void Forget(Tx tx, PostCard card, LeaveReason reason)
    {
        foreach (var call in CallsOf(tx, card.Id))
        {
            foreach (var standing in Ledger.Of(tx, call, card.Post.Author, card.Id)) Ledger.Leave(tx, call, standing, reason);
            Amplifying.AllLeft(tx, call, card.Post);
            ConfirmAnswer.Settle(tx, call, card.Post.Author);
        }

        tx.Run("DELETE FROM post_calls WHERE post = $1", card.Id);
    }

    internal static List<long> CallsOf(Sql sql, long post) => sql.Rows("SELECT call FROM post_calls WHERE post = $1", static row => row.Long(0), post);

    internal static Evidence EvidenceOf(Post post, Account author, in Judgement judgement) =>
        new(checked((int)author.Id), post.Created, judgement.Ring!.Value, TierOf(author), author.Network, judgement.Kind, judgement.Story);

    /// <summary>An account here is attested by this server only; elsewhere, its age against the call's is known when federation brings it.</summary>
    private static Tier TierOf(Account author) => author.Local ? Tier.D : Tier.B;

    private static bool InTime(Tx tx, long call, long at) => tx.Any("SELECT 1 FROM calls WHERE id = $1 AND opened <= $2 AND (closes IS NULL OR closes >= $2)", call, at);

    private static void Settle(Tx tx, long call, PostCard card, Account author, Judgement verdict)
    {
        var post = card.Post;
        if (Ledger.TakenOut(tx, call, post.Author, post.Id)) return;
        if (tx.Any("SELECT 1 FROM ledger WHERE call = $1 AND source = $2 AND person = $3 AND by_account IS NOT NULL", call, post.Id, post.Author)) return;
        var standing = Ledger.Of(tx, call, post.Author, post.Id);
        var wasAnswer = standing.Any(static s => s.Evidence.Ring == Ring.Answered);
        if (standing.Any(s => s.Evidence.Ring == verdict.Ring && s.Evidence.Story == verdict.Story)) return;
        foreach (var old in standing) Ledger.Leave(tx, call, old, verdict.Ring is null ? LeaveReason.Withdrawn : LeaveReason.Rejudged);
        if (verdict.Ring is not null)
        {
            Ledger.Enter(tx, call, post.Id, EvidenceOf(post, author, verdict), verdict.Why);
            tx.Run("INSERT INTO post_calls (post, call) VALUES ($1, $2) ON CONFLICT DO NOTHING", post.Id, call);
        }

        var isAnswer = verdict.Ring == Ring.Answered;
        if (wasAnswer && !isAnswer) Amplifying.AllLeft(tx, call, post);
        if (!wasAnswer && isAnswer && standing.Count > 0) Amplifying.AllEntered(tx, call, post);
    }

    /// <summary>Who quotes an answer and says nothing of themselves has passed it on.</summary>
    private static IReadOnlyList<Judged> QuotesOfAnswers(Tx tx, Post post, IReadOnlyList<Judged> judged)
    {
        if (post.QuoteOf is not { } quoted || !post.Public) return judged;
        var all = judged.ToList();
        foreach (var call in Amplifying.CallsAnsweredBy(tx, quoted))
        {
            if (all.Exists(j => j.Call == call)) continue;
            all.Add(new Judged(call, new Judgement(Ring.Amplified, EvidenceKind.Quote, false, Why.QuotesAnswer)));
        }

        return all;
    }
}
