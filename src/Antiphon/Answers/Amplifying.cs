using Antiphon.Answers.Recognition;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Answers;

/// <summary>Boosts and likes of a call or of an answer: people who passed it on and said nothing of themselves.</summary>
internal static class Amplifying
{
    public static void Entered(Tx tx, Post post, ReactionKind kind, Account by, long at)
    {
        if (!post.Public) return;
        foreach (var call in CallsAmplifiedBy(tx, post)) Enter(tx, call, post.Id, kind, by.Id, by.Network, by.Local, at);
    }

    public static void Left(Tx tx, Post post, ReactionKind kind, long by)
    {
        foreach (var call in CallsAmplifiedBy(tx, post)) Leave(tx, call, post.Id, kind, by, LeaveReason.Withdrawn);
    }

    /// <summary>The post has become an answer: who had liked or boosted it amplifies the call.</summary>
    public static void AllEntered(Tx tx, long call, Post post)
    {
        foreach (var (kind, by, id, network, local) in tx.Rows(
            "SELECT r.kind, r.account, r.id, a.network, CASE WHEN a.domain IS NULL THEN 1 ELSE 0 END FROM reactions r JOIN accounts a ON a.id = r.account WHERE r.post = $1 AND r.kind IN (1, 3)",
            static row => ((ReactionKind)row.Int(0), row.Long(1), row.Long(2), (Network)row.Int(3), row.Bool(4)),
            post.Id))
        {
            Enter(tx, call, post.Id, kind, by, network, local, Ids.TimeOf(id));
        }
    }

    /// <summary>The post is no longer an answer, or no longer there.</summary>
    public static void AllLeft(Tx tx, long call, Post post)
    {
        foreach (var (kind, by) in tx.Rows(
            "SELECT kind, account FROM reactions WHERE post = $1 AND kind IN (1, 3)", static row => ((ReactionKind)row.Int(0), row.Long(1)), post.Id))
        {
            Leave(tx, call, post.Id, kind, by, LeaveReason.Rejudged);
        }
    }

    /// <summary>Calls in which this post stands as an answer.</summary>
    public static List<long> CallsAnsweredBy(Sql sql, long post) => sql.Rows(
        """
        SELECT c.call FROM post_calls c JOIN posts p ON p.id = c.post
        WHERE c.post = $1 AND EXISTS (SELECT 1 FROM evidence e WHERE e.call = c.call AND e.person = p.author AND e.source = c.post AND e.ring = 1)
        """,
        static row => row.Long(0),
        post);

    private static IEnumerable<long> CallsAmplifiedBy(Sql sql, Post post)
    {
        var answered = CallsAnsweredBy(sql, post.Id);
        if (sql.Number("SELECT id FROM calls WHERE post = $1", post.Id) is { } own) answered.Add(own);
        return answered;
    }

    private static void Enter(Tx tx, long call, long source, ReactionKind kind, long by, Network network, bool local, long at)
    {
        if (!tx.Any("SELECT 1 FROM calls WHERE id = $1 AND opened <= $2 AND (closes IS NULL OR closes >= $2)", call, at)) return;
        var evidence = new Evidence(checked((int)by), at, Ring.Amplified, local ? Tier.D : Tier.B, network, KindOf(kind), false);
        Ledger.Enter(tx, call, source, evidence, kind == ReactionKind.Boost ? Why.Boosted : Why.Liked);
    }

    private static void Leave(Tx tx, long call, long source, ReactionKind kind, long by, LeaveReason reason)
    {
        foreach (var standing in Ledger.Of(tx, call, by, source))
        {
            if (standing.Evidence.Kind == KindOf(kind)) Ledger.Leave(tx, call, standing, reason);
        }
    }

    private static EvidenceKind KindOf(ReactionKind kind) => kind == ReactionKind.Boost ? EvidenceKind.Boost : EvidenceKind.Like;
}
