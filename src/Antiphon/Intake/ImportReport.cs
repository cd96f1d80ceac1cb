using Antiphon.Tally;

namespace Antiphon.Intake;

/// <summary>What an import did.</summary>
/// <param name="Rows">Rows in the file.</param>
/// <param name="Read">Rows read this time.</param>
/// <param name="Skipped">Rows that an interrupted import of the same file had done.</param>
/// <param name="New">Posts that were not known in this call.</param>
/// <param name="Known">Posts, boosts and likes that were known already.</param>
/// <param name="BeforeTheCall">Kept and not counted: older than the call, or without a time.</param>
/// <param name="AfterTheCall">Kept and not counted: the call had closed.</param>
/// <param name="NotPublic">Left out, because not everybody could read them at their origin.</param>
/// <param name="Other">Something else than what is counted: posts that have nothing to do with the call, posts that only came along, rows of other kinds.</param>
/// <param name="Entered">New evidence, by ring; what has nobody behind it is <see cref="Ring.None"/>.</param>
/// <param name="Stories">Of these, stories.</param>
/// <param name="Withdrawn">Posts, boosts and likes that no longer stand because they are gone at their origin.</param>
/// <param name="Waiting">Boosts and likes of posts that are no answers as far as is known.</param>
/// <param name="Claims">Published figures noted with their source.</param>
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
    long NotPublic,
    long Other,
    IReadOnlyDictionary<Ring, long> Entered,
    long Stories,
    long Withdrawn,
    long Waiting,
    long Claims,
    long Damaged,
    IReadOnlyList<DamagedRow> DamagedRows,
    double Seconds)
{
    /// <summary>Sentences about the archive as a whole: what was not checked, and why.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>What came of some of an import's rows; added up as units are committed.</summary>
internal sealed class Taken
{
    /// <summary>Damaged rows that are named.</summary>
    public const int MostNamed = 100;

    /// <summary>Boosts and likes that have waited for their post, of which one unit enters no more than this many: some 20 µs of the writer each.</summary>
    public int RoomForWaiting { get; set; } = 10_000;

    public long Read { get; set; }

    public long New { get; set; }

    public long Known { get; set; }

    public long Before { get; set; }

    public long After { get; set; }

    public long NotPublic { get; set; }

    public long Other { get; set; }

    public long Stories { get; set; }

    public long Withdrawn { get; set; }

    public long Waiting { get; set; }

    public long Claims { get; set; }

    public long Damaged { get; set; }

    public List<DamagedRow> DamagedRows { get; } = [];

    public Dictionary<Ring, long> Entered { get; } = [];

    public void Name(IReadOnlyList<DamagedRow> rows)
    {
        Damaged += rows.Count;
        DamagedRows.AddRange(rows.Take(MostNamed - DamagedRows.Count));
    }

    public void Enter(Ring ring, bool story)
    {
        Entered[ring] = Entered.GetValueOrDefault(ring) + 1;
        if (story) Stories++;
    }

    public void Add(Taken other)
    {
        Read += other.Read;
        New += other.New;
        Known += other.Known;
        Before += other.Before;
        After += other.After;
        NotPublic += other.NotPublic;
        Other += other.Other;
        Stories += other.Stories;
        Withdrawn += other.Withdrawn;
        Waiting += other.Waiting;
        Claims += other.Claims;
        Damaged += other.Damaged;
        DamagedRows.AddRange(other.DamagedRows.Take(MostNamed - DamagedRows.Count));
        foreach (var (ring, n) in other.Entered) Entered[ring] = Entered.GetValueOrDefault(ring) + n;
    }

    public ImportReport Report(ArchiveFile file, long rows, long from, double seconds) => new(
        file.Name, file.Format, rows, Read, from, New, Known, Before, After, NotPublic, Other, Entered, Stories, Withdrawn, Waiting, Claims, Damaged, DamagedRows, seconds);
}
