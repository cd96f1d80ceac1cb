using System.Runtime.InteropServices;
using Antiphon.Intake;

namespace Antiphon.Networks.Archives.Reading;

/// <summary>Rows on their way to a batch. A row is taken whole or not at all: <see cref="Undo"/> forgets what a row that turns out to be damaged has brought already.</summary>
public sealed class Gathered
{
    /// <summary>
    /// So few that their items (160 bytes each) stay below the 85,000 bytes from which on the runtime keeps a list apart and clears it anew each time: reading is a third faster than with ten
    /// thousand. How much is written at once is decided by who takes them in.
    /// </summary>
    public const int BatchRows = 500;

    private List<ArchivedItem> items = new(BatchRows);
    private List<DamagedRow> damaged = [];
    private List<ArchivedClaim> claims = [];
    private List<string> notes = [];
    private (int Items, int Claims, long Rows, long NotPublic, long Other) mark;
    private long rows;
    private long notPublic;
    private long other;
    private long upto;

    /// <summary>The numbers of ids, made many at once where there are many: items may hold their marks until they are handed over.</summary>
    public ArchivedKeys Keys { get; } = new();

    /// <summary>Whether it is time to hand over.</summary>
    public bool Full => rows >= BatchRows || items.Count >= BatchRows;

    public bool IsEmpty => rows == 0 && items.Count == 0 && claims.Count == 0 && notes.Count == 0;

    /// <summary>What the row at hand has brought so far, to be completed by what stands further on in it.</summary>
    public Span<ArchivedItem> OfThisRow => CollectionsMarshal.AsSpan(items)[mark.Items..];

    /// <summary>Begins a row of the file, which may hold several rows of the format.</summary>
    public void Begin() => mark = (items.Count, claims.Count, rows, notPublic, other);

    /// <summary>Counts a row. What it says may be several items or none.</summary>
    public void Row() => rows++;

    public void Add(in ArchivedItem item) => items.Add(item);

    public void Add(ArchivedClaim claim) => claims.Add(claim);

    /// <summary>What the report should say about the whole archive.</summary>
    public void Note(string sentence) => notes.Add(sentence);

    /// <summary>A row that not everybody could read at its origin. Counted by <see cref="Row"/> too.</summary>
    public void NotPublic() => notPublic++;

    /// <summary>A row that is something else. Counted by <see cref="Row"/> too.</summary>
    public void Other() => other++;

    /// <summary>The row that was begun is not understood: nothing of it is kept but that it is there.</summary>
    /// <param name="line">In the file, from 1.</param>
    public void Undo(long line, string why)
    {
        CollectionsMarshal.SetCount(items, mark.Items);
        CollectionsMarshal.SetCount(claims, mark.Claims);
        (rows, notPublic, other) = (mark.Rows + 1, mark.NotPublic, mark.Other);
        damaged.Add(new DamagedRow(line, why));
    }

    /// <summary>Something that is wrong with the file between its rows.</summary>
    public void Damage(long line, string why)
    {
        Begin();
        Undo(line, why);
    }

    /// <summary>Hands over and begins anew.</summary>
    public ArchivedRows Done()
    {
        upto += rows;
        Keys.Settle(items);
        var done = new ArchivedRows(items, damaged, claims, rows, notPublic, other, upto) { Notes = notes };
        (items, damaged, claims, notes) = (new(BatchRows), [], [], []);
        (rows, notPublic, other) = (0, 0, 0);
        mark = default;
        return done;
    }
}
