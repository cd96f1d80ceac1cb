using System.Buffers;

namespace Antiphon.Store.Portable;

/// <summary>Takes some rows of a table, as lines of <see cref="RowJson"/>. The memory is used again afterwards.</summary>
public delegate void TakeRows(TableShape table, ReadOnlyMemory<byte> lines, long rows);

/// <summary>Everything in a store, in a form that both stores can take in.</summary>
public static class Dump
{
    /// <summary>Rows are handed over in pieces of about so many bytes: few enough calls, and little memory.</summary>
    private const int Piece = 4 * 1024 * 1024;

    /// <summary>Which scripts have run in this store, in order.</summary>
    public static IReadOnlyList<long> Migrations(Sql sql) => sql.Rows("SELECT number FROM migrations ORDER BY number", static row => row.Long(0));

    /// <summary>How many rows there are, for a progress bar.</summary>
    public static long Rows(Sql sql) => Tables.Of(sql).Sum(table => sql.Number($"SELECT count(*) FROM {table.Name}") ?? 0);

    /// <summary>Hands over every table. To be called within <c>DataStore.Snapshot</c>, so that all of it is of one moment.</summary>
    public static void Run(Sql sql, TakeRows take, CancellationToken cancel)
    {
        var buffer = new ArrayBufferWriter<byte>(Piece + Piece / 4);
        using var json = RowJson.Writer(buffer);
        foreach (var table in Tables.Of(sql))
        {
            var rows = 0L;
            sql.Each($"SELECT {string.Join(", ", table.Columns.Select(static column => column.Name))} FROM {table.Name}", row =>
            {
                RowJson.Append(json, buffer, table, row);
                rows++;
                if (buffer.WrittenCount >= Piece) HandOver(table);
            });
            if (rows > 0) HandOver(table);

            void HandOver(TableShape whole)
            {
                cancel.ThrowIfCancellationRequested();
                take(whole, buffer.WrittenMemory, rows);
                buffer.ResetWrittenCount();
                rows = 0;
            }
        }
    }
}
