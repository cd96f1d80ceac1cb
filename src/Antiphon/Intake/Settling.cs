using Antiphon.Answers;
using Antiphon.Answers.Recognition;
using Antiphon.Calls;
using Antiphon.Store;
using Antiphon.Tally;
using Standing = Antiphon.Answers.Standing;

namespace Antiphon.Intake;

/// <summary>
/// Brings the ledger in line with the facts about posts of archives, one by one: where they hang together with the call now, whether they are still there, and what follows from that
/// for the replies beneath them, for those who quote them, and for those who boosted or liked them. For posts of which something has changed; the many that are new and stand alone
/// go through <see cref="TakeInPosts"/>. One object for each call and unit.
/// </summary>
internal sealed class Settling(Tx tx, Call call, ArchivedPeople people, long? file, Taken sum)
{
    private const string Settled = "thread, ring, answers, amplified, has_left";

    private readonly Queue<(Network Network, long Key)> waiting = new();
    private readonly HashSet<(Network, long)> origins = Origins(tx, call);

    /// <summary>Whether this is the call's own post, as it stands on another network.</summary>
    public bool IsOrigin(Network network, long key) => origins.Contains((network, key));

    /// <summary>Settles a post and what follows from it.</summary>
    /// <param name="person">Whose evidence the post was before, where that has changed.</param>
    public void Settle(Network network, long key, long? person = null)
    {
        One(network, key, person);
        Rest();
    }

    /// <summary>Settles the posts that quote a post that has become an answer.</summary>
    public void Quoting(Network network, long key)
    {
        Follow("quoted", network, key);
        Rest();
    }

    /// <summary>A moderator has put a post elsewhere: what hangs on its being an answer follows.</summary>
    public void Moved(Network network, long key, Ring? to)
    {
        tx.Run("UPDATE archived_posts SET ring = $4 WHERE network = $1 AND key = $2 AND call = $3", (long)network, key, call.Id, (int)(to ?? 0));
        Settle(network, key);
    }

    /// <summary>Where a post's evidence would come from by its facts alone, before it is asked whether it is gone.</summary>
    public Judgement Judge(PostFact post, bool thread)
    {
        if (IsOrigin(post.Network, post.Key)) return new(null, EvidenceKind.Post, false, Why.Unrelated);
        var attachment = thread ? Attachment.ReplyInThread
            : post.Attached == 2 || (post.Quoted != 0 && IsOrigin(post.Network, post.Quoted)) ? Attachment.QuotesCall
            : Attachment.FreeStanding;
        return post.Verdicts.As(attachment);
    }

    /// <summary>The evidence that a post is. Where nobody is known to have written it, it is a post, and nobody in a ring.</summary>
    public Evidence EvidenceOf(PostFact post, in Judgement judgement)
    {
        var tier = TierOf(post.Recheckable, post.AuthorCreated);
        return post.Author == 0
            ? new Evidence(Ledger.Nobody, post.Created, Ring.None, tier, post.Network, judgement.Kind, false)
            : new Evidence(checked((int)post.Author), post.Created, judgement.Ring!.Value, tier, post.Network, judgement.Kind, judgement.Story);
    }

    /// <summary>By its public id anybody can look it up; whether its account is older than the call must be known to count for more.</summary>
    public Tier TierOf(bool recheckable, long authorCreated) =>
        !recheckable ? Tier.D : authorCreated != 0 && authorCreated < call.Opened ? Tier.A : Tier.B;

    private void Rest()
    {
        while (waiting.TryDequeue(out var next)) One(next.Network, next.Key, null);
    }

    private void One(Network network, long key, long? personBefore)
    {
        var row = tx.First(
            $"SELECT {PostFact.Columns}, {Settled} FROM archived_posts WHERE network = $1 AND key = $2 AND call = $3",
            r => (Post: PostFact.Read(network, r), Thread: r.Bool(16), Ring: r.Int(17), Answers: r.Bool(18), Amplified: r.Bool(19), HasLeft: r.Bool(20)),
            (long)network,
            key,
            call.Id);
        if (row.Post is not { } post) return;
        var thread = InThread(post);
        var gone = IsGone(post);
        var judgement = Judge(post, thread);
        var inTime = call.Counts(post.Created);
        var answers = inTime && !gone && Answers(post, judgement);
        var hasLeft = row.HasLeft;
        var ring = Enter(post, personBefore ?? post.Author, judgement, inTime, gone, row.Ring, ref hasLeft);
        if (thread != row.Thread || ring != row.Ring || answers != row.Answers || hasLeft != row.HasLeft)
        {
            tx.Run(
                "UPDATE archived_posts SET thread = $4, ring = $5, answers = $6, has_left = $7 WHERE network = $1 AND key = $2 AND call = $3",
                (long)network, key, call.Id, thread, ring, answers, hasLeft);
        }

        if (thread != row.Thread) Follow("parent", network, key);
        if (answers == row.Answers) return;
        Follow("quoted", network, key);
        if (answers) Amplifiers.Enter(tx, call, people, network, key, post.Created, sum);
        else if (row.Amplified) tx.Run("INSERT INTO archived_left (call, network, key) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", call.Id, (long)network, key);
    }

    /// <summary>Posts that hang on this one are to be settled too.</summary>
    private void Follow(string by, Network network, long key)
    {
        foreach (var next in tx.Rows($"SELECT key FROM archived_posts WHERE network = $1 AND {by} = $2 AND {by} <> 0 AND call = $3", static row => row.Long(0), (long)network, key, call.Id))
        {
            waiting.Enqueue((network, next));
        }
    }

    private bool InThread(PostFact post)
    {
        if (post.Attached == 1) return true;
        if (post.Root != 0 && post.Root != post.Key && IsOrigin(post.Network, post.Root)) return true;
        if (post.Parent == 0) return false;
        return IsOrigin(post.Network, post.Parent)
            || tx.Any("SELECT 1 FROM archived_posts WHERE network = $1 AND key = $2 AND call = $3 AND thread = 1", (long)post.Network, post.Parent, call.Id);
    }

    /// <summary>Whether a post is no longer at its origin, by itself or with all of its author's: said so at or after the time at which it was retrieved.</summary>
    public bool IsGone(PostFact post)
    {
        if (!people.AnythingGone(tx)) return false;
        if (IsGone(post.Network, 0, post.Key, post.Retrieved)) return true;
        var author = post.AuthorKey != 0 || post.Author == 0 ? post.AuthorKey : tx.Number("SELECT key FROM archived_people WHERE id = $1", post.Author) ?? 0;
        return author != 0 && IsGone(post.Network, 1, author, post.Retrieved);
    }

    private bool IsGone(Network network, long byAuthor, long key, long retrieved) => tx.Any(
        "SELECT 1 FROM archived_gone WHERE network = $1 AND by_author = $2 AND key = $3 AND gone > back AND gone >= $4", (long)network, byAuthor, key, retrieved);

    /// <summary>Whether boosts and likes of it amplify. A moderator's decision about a post outlasts every import.</summary>
    private bool Answers(PostFact post, in Judgement judgement)
    {
        if (post.Author == 0) return judgement.Ring == Ring.Answered;
        return !Ledger.TakenOut(tx, call.Id, post.Author, post.Key) && (MovedTo(post) ?? judgement.Ring) == Ring.Answered;
    }

    private Ring? MovedTo(PostFact post) => (Ring?)tx.Number(
        "SELECT ring FROM ledger WHERE call = $1 AND source = $2 AND person = $3 AND by_account IS NOT NULL AND closes = 0 ORDER BY seq DESC LIMIT 1", call.Id, post.Key, post.Author);

    /// <summary>Brings the post's own evidence in line.</summary>
    /// <returns>The ring that it stands in now; 0 for none.</returns>
    private int Enter(PostFact post, long personBefore, in Judgement own, bool inTime, bool gone, int ringBefore, ref bool hasLeft)
    {
        if (ringBefore == 0 && !(post.Collected && inTime)) return 0;
        if (Ledger.TakenOut(tx, call.Id, post.Author, post.Key)) return 0;
        var standing = OfPost(personBefore, post.Key);
        if (!gone && MovedTo(post) is not null) return standing.Count > 0 ? (int)standing[0].Evidence.Ring : 0;
        var judgement = own.Ring is null && QuotesAnAnswer(post) ? new Judgement(Ring.Amplified, EvidenceKind.Quote, false, Why.QuotesAnswer) : own;
        var stands = post.Collected && inTime && !gone && judgement.Ring is not null;
        var wanted = stands ? EvidenceOf(post, judgement) : default;
        if (!(stands && standing.Count == 1 && standing[0].Evidence == wanted))
        {
            foreach (var old in standing)
            {
                hasLeft |= old.Evidence.Ring == Ring.Answered;
                if (!stands) sum.Withdrawn++;
                Ledger.Leave(tx, call.Id, old, gone ? LeaveReason.Withdrawn : LeaveReason.Rejudged, file: file);
            }

            if (stands)
            {
                Ledger.Enter(tx, call.Id, post.Key, wanted, judgement.Why, file: file);
                sum.Enter(wanted.Ring, wanted.Story);
            }
        }

        var ever = post is { Author: not 0, Collected: true } && inTime && (own.Ring == Ring.Answered || (post.Ever & BitOf(own.Kind)) != 0);
        if (ever && !hasLeft && !(stands && wanted.Ring == Ring.Answered))
        {
            hasLeft = true;
            PassThrough(post, own, gone);
        }

        return stands ? (int)wanted.Ring : 0;
    }

    /// <summary>An answer that had left before it was taken in: it stays in "ever", whichever of the two was heard of first.</summary>
    private void PassThrough(PostFact post, in Judgement judgement, bool gone)
    {
        var answered = new Evidence(checked((int)post.Author), post.Created, Ring.Answered, TierOf(post.Recheckable, post.AuthorCreated), post.Network, judgement.Kind, judgement.Story);

        // Where it stands as something else, that is put back after it: one post is one piece of evidence at a time.
        var others = OfPost(post.Author, post.Key);
        foreach (var other in others) Ledger.Leave(tx, call.Id, other, LeaveReason.Rejudged, file: file);
        Ledger.Enter(tx, call.Id, post.Key, answered, judgement.Why, file: file);
        foreach (var entered in OfPost(post.Author, post.Key)) Ledger.Leave(tx, call.Id, entered, gone ? LeaveReason.Withdrawn : LeaveReason.Rejudged, file: file);
        foreach (var other in others) Ledger.Enter(tx, call.Id, post.Key, other.Evidence, judgement.Why, file: file);
        if (gone) sum.Withdrawn++;
    }

    /// <summary>What the post itself stands as; its author's liking or boosting of it is something else.</summary>
    private List<Standing> OfPost(long person, long key) =>
        Ledger.Of(tx, call.Id, person, key).FindAll(static s => s.Evidence.Kind is EvidenceKind.Post or EvidenceKind.Reply or EvidenceKind.Quote);

    private bool QuotesAnAnswer(PostFact post) => post.Quoted != 0
        && tx.Any("SELECT 1 FROM archived_posts WHERE network = $1 AND key = $2 AND call = $3 AND answers = 1", (long)post.Network, post.Quoted, call.Id);

    private static int BitOf(EvidenceKind kind) => kind switch { EvidenceKind.Reply => 2, EvidenceKind.Quote => 4, _ => 1 };

    private static HashSet<(Network, long)> Origins(Sql sql, Call call) =>
        [.. sql.Rows("SELECT network, key FROM call_origins WHERE call = $1", static row => ((Network)row.Int(0), row.Long(1)), call.Id)];
}
