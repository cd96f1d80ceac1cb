using Antiphon.Intake;

namespace Antiphon.Networks.Archives.Reading;

/// <summary>Gathers a reader's rows to batches. Each row of the archive is told once, by one of the first four methods.</summary>
internal sealed class RowCollector
{
    /// <summary>Rows of a batch: few enough that taking them in holds nobody up, many enough that the unit around them costs nothing.</summary>
    public const int Full = 4_096;

    private List<ArchivedItem> items = [];
    private List<DamagedRow> damaged = [];
    private List<ArchivedClaim> claims = [];
    private List<string> notes = [];
    private long rows;
    private long notPublic;
    private long other;
    private long upto;

    public bool IsFull => rows >= Full || items.Count >= 2 * Full;

    /// <summary>Whether there is nothing that was not handed on.</summary>
    public bool IsEmpty => rows == 0 && claims.Count == 0 && notes.Count == 0;

    public void Take(in ArchivedItem item)
    {
        rows++;
        items.Add(item);
    }

    public void Damaged(long line, string why)
    {
        rows++;
        damaged.Add(new DamagedRow(line, why));
    }

    public void NotPublic()
    {
        rows++;
        notPublic++;
    }

    /// <summary>A row that is something else than posts, boosts, likes and withdrawals.</summary>
    public void Other()
    {
        rows++;
        other++;
    }

    /// <summary>A figure that the whole archive gives.</summary>
    public void Claim(ArchivedClaim claim) => claims.Add(claim);

    /// <summary>What the report should say about the whole archive.</summary>
    public void Note(string sentence) => notes.Add(sentence);

    /// <summary>Hands on what was gathered and begins anew.</summary>
    public ArchivedRows Done()
    {
        upto += rows;
        var done = new ArchivedRows(items, damaged, claims, rows, notPublic, other, upto) { Notes = notes };
        (items, damaged, claims, notes) = (new List<ArchivedItem>(Full), [], [], []);
        (rows, notPublic, other) = (0, 0, 0);
        return done;
    }
}
