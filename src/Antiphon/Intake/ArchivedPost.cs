using Antiphon.Answers.Recognition;
using Antiphon.Tally;

namespace Antiphon.Intake;

/// <summary>One post out of an archive, as its reader understood it.</summary>
/// <param name="Author">The author's id at the origin, or a pseudonym.</param>
/// <param name="Key">The post's number at its origin, or a 63-bit hash of its id: unique within the network.</param>
/// <param name="At">UTC ms.</param>
/// <param name="Words">The row's own evidence, where there is no text.</param>
/// <param name="ReportedBoosts">The origin's own counter as of retrieval: shown as such, and never people.</param>
public readonly record struct ArchivedPost(string Author, long Key, long At, RowWords Words, int? ReportedBoosts, int? ReportedLikes);

/// <summary>The file that is the provenance of what is taken in from it.</summary>
/// <param name="Sha256">Of the bytes as they were given, lower-case hexadecimal.</param>
/// <param name="Format">Short name of the format, such as "replay".</param>
/// <param name="Rows">Rows in it, damaged ones included.</param>
/// <param name="Retrieved">When the archive was fetched from its origin, in UTC ms, where it says so.</param>
public sealed record ArchiveFile(string Name, string Sha256, string Format, Network Network, long Rows, long? Retrieved);

/// <summary>A row that could not be understood.</summary>
/// <param name="Line">In the file, from 1, the header included.</param>
public sealed record DamagedRow(long Line, string Why);

/// <summary>Some rows in the order of the file.</summary>
/// <param name="Upto">How many rows of the file lie behind this batch's end.</param>
public sealed record ArchiveBatch(IReadOnlyList<ArchivedPost> Posts, IReadOnlyList<DamagedRow> Damaged, long Upto);

/// <summary>How far an import is.</summary>
public readonly record struct ImportProgress(long Done, long Rows);

/// <summary>What an import did.</summary>
/// <param name="Read">Rows read this time.</param>
/// <param name="New">Posts that this server did not have.</param>
/// <param name="Known">Posts that it had already.</param>
/// <param name="BeforeTheCall">Taken in and not counted: they are older than the call.</param>
/// <param name="AfterTheCall">Taken in and not counted: the call had closed.</param>
/// <param name="Entered">Posts that are new evidence, by ring.</param>
/// <param name="Stories">Of these, stories.</param>
/// <param name="Damaged">Rows not understood; the first hundred are named.</param>
public sealed record ImportReport(
    string File,
    string Format,
    long Rows,
    long Read,
    long Skipped,
    long New,
    long Known,
    long BeforeTheCall,
    long AfterTheCall,
    IReadOnlyDictionary<Ring, long> Entered,
    long Stories,
    long Damaged,
    IReadOnlyList<DamagedRow> DamagedRows,
    double Seconds);
