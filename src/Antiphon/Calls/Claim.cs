using Antiphon.Posts.Text;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Calls;

/// <summary>What a figure that somebody else published is a number of.</summary>
public enum ClaimOf : byte
{
    Posts = 1,
    People,
    Boosts,
    Likes,
    Replies,

    /// <summary>Likes, comments and the like, in whatever mixture a network calls so.</summary>
    Reactions,
}

/// <summary>A figure that somebody else published. It is shown apart with its source and never added to what was counted here.</summary>
/// <param name="Since">From when on it counts, UTC ms; null where that is not said.</param>
/// <param name="Until">Up to when it counts, UTC ms; null where that is not said.</param>
/// <param name="SaidBy">Who published it.</param>
/// <param name="Url">Where it can be read; may be empty for one that came in an archive.</param>
/// <param name="File">The archive that it came in; empty where it was entered by hand.</param>
/// <param name="Entered">When it was entered here, UTC ms.</param>
/// <param name="Removed">When it was taken off again, UTC ms; null while it is shown.</param>
/// <param name="RemovedNote">Why it was taken off.</param>
public sealed record Claim(
    long Id, Network Network, ClaimOf What, long Value, long? Since, long? Until, string SaidBy, string Url, string Note, string File, long Entered, long? Removed, string RemovedNote)
{
    internal const string Columns = "c.id, c.network, c.what, c.value, c.since, c.until, c.said_by, c.url, c.note, COALESCE(f.name, ''), c.created, c.removed, c.removed_note";

    /// <summary>An archive's address is its maker's: only what may stand in a link passes.</summary>
    internal static Claim Read(Row row) => new(
        row.Long(0), (Network)row.Int(1), Enum.TryParse<ClaimOf>(row.Text(2), ignoreCase: true, out var what) ? what : ClaimOf.Reactions, row.Long(3), row.LongOrNull(4), row.LongOrNull(5),
        row.Text(6), SafeUrl.TryHttp(row.Text(7), out _) ? row.Text(7) : string.Empty, row.Text(8), row.Text(9), row.Long(10), row.LongOrNull(11), row.Text(12));
}

/// <summary>A figure as it is typed.</summary>
public sealed record ClaimDraft(Network Network, ClaimOf What, long Value, long? Since, long? Until, string SaidBy, string Url, string Note);
