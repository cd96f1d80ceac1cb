using System.Runtime.CompilerServices;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Reading;

namespace Antiphon.Networks.Archives.Tables;

/// <summary>A format of separated values under a head of column names.</summary>
public abstract class TableRows : IArchiveFormat
{
    public abstract string Name { get; }

    public abstract string Description { get; }

    public virtual bool Recheckable => true;

    /// <summary>The column of the posts' own ids, where these are long numbers that a spreadsheet would destroy; null where they are not.</summary>
    protected virtual string? LongIds => null;

    public bool Recognises(Archive archive) => archive.Only is { } entry && Recognises(Columns.Of(CsvReader.Columns(archive.Head(entry))), archive.Head(entry));

    public virtual bool Needs(ArchiveEntry entry) => true;

    public async IAsyncEnumerable<ArchivedRows> Read(Archive archive, [EnumeratorCancellation] CancellationToken cancel)
    {
        var entry = archive.Only ?? throw new InvalidDataException("This holds several files. Unpack it and give them one by one: import FILE FILE …");
        using var csv = new CsvReader(archive.Open(entry));
        var rows = new Gathered();
        var ids = new SpreadsheetIds();
        ITableRow? taking = null;
        var (idColumn, width) = (-1, 0);
        var first = true;
        while (await csv.Fill(cancel).ConfigureAwait(false))
        {
            while (csv.TryNext())
            {
                if (taking is null)
                {
                    var names = new string[csv.Count];
                    for (var i = 0; i < names.Length; i++) names[i] = csv.Text(i)?.Trim() ?? string.Empty;
                    var columns = Columns.Of(names);
                    (taking, idColumn, width) = (Begin(columns), LongIds is { } name ? columns[name] : -1, HasHead(columns) ? names.Length : 0);
                    if (width > 0) continue;
                    idColumn = 0;
                }

                if (csv.IsEmpty) continue;
                if (first && idColumn >= 0) ids.See(csv[idColumn], csv.Line);
                Take(taking, csv, rows, width);
                if (!rows.Full) continue;
                if (first) ids.ThrowIfDestroyed();
                first = false;
                yield return rows.Done();
            }
        }

        if (first) ids.ThrowIfDestroyed();
        taking?.End(rows);
        if (!rows.IsEmpty) yield return rows.Done();
    }

    protected abstract bool Recognises(Columns columns, ReadOnlySpan<byte> head);

    /// <summary>Whether the first row names columns and is no post.</summary>
    protected virtual bool HasHead(Columns columns) => true;

    /// <summary>What reads the rows of one file.</summary>
    /// <exception cref="InvalidDataException">A column is missing without which nothing can be read.</exception>
    protected abstract ITableRow Begin(Columns columns);

    private static void Take(ITableRow taking, CsvReader csv, Gathered rows, int width)
    {
        rows.Begin();
        if (width > 0 && csv.Count != width) rows.Undo(csv.Line, $"has {csv.Count} columns instead of {width}");
        else if (taking.Take(csv, rows) is { } why) rows.Undo(csv.Line, why);
    }
}

/// <summary>Reads one row.</summary>
public interface ITableRow
{
    /// <returns>Null, or what is wrong with the row.</returns>
    string? Take(CsvReader row, Gathered rows);

    /// <summary>After the last row: what all of them together say.</summary>
    void End(Gathered rows)
    {
    }
}
