using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Calls.Spreading;

/// <summary>A post as the ledger knows it: an id of this server, or the key that an archive's post has on its network.</summary>
public readonly record struct PostKey(Network Network, long Key);

/// <summary>A line of the ledger that says how a call spread, beside what is known of its post.</summary>
/// <param name="Source">The post; 0 for the button.</param>
/// <param name="Recorded">When the line was written, UTC ms.</param>
/// <param name="Parent">What the post replies to, on its own network; 0 for nothing or unknown.</param>
/// <param name="Quoted">What it quotes; 0 for nothing or unknown.</param>
/// <param name="Language">As its author or its origin said; null where nobody did.</param>
public readonly record struct SpreadLine(Entry Entry, long Source, long Recorded, long Parent, long Quoted, string? Language)
{
    /// <summary>Answers, and whatever hangs on the call's thread or quotes it: boosts, likes and what only used the words elsewhere say nothing about the ways that answers took.</summary>
    private const string Select =
        """
        SELECT l.seq, l.person, l.at, l.ring, l.tier, l.network, l.kind, l.story, l.closes, l.reason, l.source, l.recorded,
            coalesce(p.reply_to, a.parent, 0), coalesce(p.quote_of, a.quoted, 0), coalesce(p.language, a.language)
        FROM ledger l LEFT JOIN posts p ON p.id = l.source LEFT JOIN archived_posts a ON a.network = l.network AND a.key = l.source AND a.call = l.call
        WHERE l.call = $1 AND l.seq > $2 AND l.seq <= $3 AND (l.ring = 1 OR l.kind IN (4, 5)) ORDER BY l.seq
        """;

    /// <summary>Lines after <paramref name="after"/> and up to <paramref name="upTo"/>, oldest first.</summary>
    public static void Each(Sql sql, long call, long after, long upTo, Action<SpreadLine> visit) =>
        sql.Each(Select, row => visit(Read(row)), call, after, upTo);

    private static SpreadLine Read(Row row) => new(
        new Entry(
            row.Long(0),
            new Evidence(row.Int(1), row.Long(2), (Ring)row.Int(3), (Tier)row.Int(4), (Network)row.Int(5), (EvidenceKind)row.Int(6), row.Bool(7)),
            row.Long(8),
            (LeaveReason)row.Int(9)),
        row.Long(10),
        row.Long(11),
        row.Long(12),
        row.Long(13),
        row.TextOrNull(14));
}
