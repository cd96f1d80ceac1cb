using Antiphon.Answers.Recognition;
using Antiphon.Calls;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Answers;

/// <summary>A post as it stands in a call, with the rule that judged it.</summary>
/// <param name="Sequence">The line at which it entered; the list pages by it.</param>
/// <param name="Source">The post, or an archived post's key.</param>
/// <param name="Ring">Null where a moderator took it out.</param>
public sealed record JudgedPost(long Sequence, long Person, long Source, EvidenceKind Kind, Ring? Ring, bool Story, Tier Tier, Network Network, long At, Why Why);

/// <summary>
/// The posts of a call for those who look after it. Presses are not among them: nobody sees who pressed, moderators neither. Nor are likes and boosts, which stand and fall
/// with what they were given to.
/// </summary>
public sealed class CallEvidence(DataStore store)
{
    /// <param name="ring">Only this ring; null for all, those taken out included.</param>
    public IReadOnlyList<JudgedPost> Page(Call call, Ring? ring, long below, int limit) => store.Read(sql => sql.Rows(
        """
        SELECT l.seq, l.person, l.source, l.kind, e.ring, e.story, e.tier, e.network, l.at, l.why
        FROM ledger l JOIN evidence e ON e.call = l.call AND e.person = l.person AND e.source = l.source AND e.kind = l.kind AND e.seq = l.seq
        WHERE l.call = $1 AND l.seq < $2 AND l.closes = 0 AND l.kind IN (3, 4, 5) AND ($4 = 0 OR e.ring = $4) ORDER BY l.seq DESC LIMIT $3
        """,
        static row => new JudgedPost(
            row.Long(0),
            row.Long(1),
            row.Long(2),
            (EvidenceKind)row.Int(3),
            row.Int(4) == 0 ? null : (Ring)row.Int(4),
            row.Bool(5),
            (Tier)row.Int(6),
            (Network)row.Int(7),
            row.Long(8),
            (Why)row.Int(9)),
        call.Id,
        below,
        limit,
        (long)(ring ?? 0)));
}
