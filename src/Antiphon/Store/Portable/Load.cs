using System.Globalization;
using Antiphon.Search;
using Npgsql;
using NpgsqlTypes;

namespace Antiphon.Store.Portable;

/// <summary>Fills an empty store with what <see cref="Dump"/> took out of another, in one transaction: it is there whole or not at all.</summary>
public sealed class Load
{
    private readonly Tx tx;

    private Load(Tx tx) => this.tx = tx;

    /// <summary>
    /// Makes the tables as they were, lets <paramref name="fill"/> bring the rows, brings the tables to this program's version, and makes the search anew.
    /// </summary>
    /// <param name="migrations">The scripts that had run where the rows come from.</param>
    internal static void Run(Tx tx, IReadOnlyList<long> migrations, TimeProvider clock, Action<Load> fill)
    {
        Migrator.Run(tx, clock, migrations);
        fill(new Load(tx));
        Migrator.Run(tx, clock);
        Reindex.Run(tx);
    }

    /// <summary>Rows of one table, as lines of <see cref="RowJson"/>.</summary>
    public void Take(TableShape table, ReadOnlyMemory<byte> lines)
    {
        if (tx.Dialect.IsPostgres) Copy(table, lines);
        else Insert(table, lines);
    }

    /// <summary>Something to be known of this store later.</summary>
    public void Note(string key, string value) => tx.Run("INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = $2", key, value);

    private void Insert(TableShape table, ReadOnlyMemory<byte> lines)
    {
        var columns = string.Join(", ", table.Columns.Select(static column => column.Name));
        var values = string.Join(", ", table.Columns.Select(static (_, i) => "$" + (i + 1).ToString(CultureInfo.InvariantCulture)));
        var sql = $"INSERT INTO {table.Name} ({columns}) VALUES ({values})";
        foreach (var row in RowJson.Read(table, lines)) tx.Run(sql, row);
    }

    private void Copy(TableShape table, ReadOnlyMemory<byte> lines)
    {
        var columns = string.Join(", ", table.Columns.Select(static column => column.Name));
        using var copy = ((NpgsqlConnection)tx.Connection).BeginBinaryImport($"COPY {table.Name} ({columns}) FROM STDIN (FORMAT BINARY)");
        foreach (var row in RowJson.Read(table, lines))
        {
            copy.StartRow();
            for (var i = 0; i < row.Length; i++) Write(copy, table.Columns[i].Kind, row[i]);
        }

        copy.Complete();
    }

    private static void Write(NpgsqlBinaryImporter copy, ColumnKind kind, in Value value)
    {
        switch (value.Kind, kind)
        {
            case (ValueKind.Null, _): copy.WriteNull(); break;
            case (ValueKind.Integer, ColumnKind.Integer): copy.Write(value.Integer, NpgsqlDbType.Bigint); break;

            // JSON does not tell 1 from 1.0.
            case (ValueKind.Integer, ColumnKind.Real): copy.Write((double)value.Integer, NpgsqlDbType.Double); break;
            case (ValueKind.Real, ColumnKind.Real): copy.Write(BitConverter.Int64BitsToDouble(value.Integer), NpgsqlDbType.Double); break;
            case (ValueKind.Text, ColumnKind.Text): copy.Write((string)value.Reference!, NpgsqlDbType.Text); break;
            case (ValueKind.Blob, ColumnKind.Blob): copy.Write((byte[])value.Reference!, NpgsqlDbType.Bytea); break;
            default: throw new InvalidDataException($"A {value.Kind} stands where the table has a {kind}.");
        }
    }
}
