using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;
using SQLitePCL;

namespace Antiphon.Store;

/// <summary>One column of a bulk insert: integers (where <see cref="Null"/> stands for NULL) or texts.</summary>
public sealed record BulkColumn(string Name, long[]? Integers, string?[]? Texts)
{
    /// <summary>NULL among integers.</summary>
    public const long Null = long.MinValue;

    public static BulkColumn Of(string name, long[] values) => new(name, values, null);

    public static BulkColumn Of(string name, string?[] values) => new(name, null, values);

    /// <summary>The same value in every row.</summary>
    public static BulkColumn Same(string name, long value, int rows)
    {
        var values = new long[rows];
        Array.Fill(values, value);
        return new BulkColumn(name, values, null);
    }
}

/// <summary>
/// Many rows at once: on SQLite one prepared statement stepped row by row without ADO.NET between (0.7 µs a row instead of 2), on PostgreSQL one statement over arrays.
/// </summary>
public static class Bulk
{
    /// <summary>Inserts what is not there yet and says which rows were new.</summary>
    /// <param name="key">The columns that must be unique together; of several equal ones in the batch the first is taken.</param>
    public static bool[] InsertNew(Tx tx, string table, string[] key, int rows, params BulkColumn[] columns) =>
        rows == 0 ? [] : tx.Dialect.IsPostgres ? Postgres(tx, table, key, rows, columns) : Sqlite(tx, table, rows, columns);

    private static bool[] Sqlite(Tx tx, string table, int rows, BulkColumn[] columns)
    {
        var db = ((SqliteConnection)tx.Connection).Handle!;
        var sql = new StringBuilder("INSERT INTO ").Append(table).Append(" (").AppendJoin(", ", columns.Select(static c => c.Name)).Append(") VALUES (")
            .AppendJoin(", ", columns.Select(static (_, i) => "?" + (i + 1).ToString(CultureInfo.InvariantCulture))).Append(") ON CONFLICT DO NOTHING").ToString();
        Check(db, raw.sqlite3_prepare_v2(db, sql, out var statement));
        using (statement)
        {
            var inserted = new bool[rows];
            for (var row = 0; row < rows; row++)
            {
                for (var i = 0; i < columns.Length; i++) Bind(statement, i + 1, columns[i], row);
                var result = raw.sqlite3_step(statement);
                if (result != raw.SQLITE_DONE) Check(db, result);
                inserted[row] = raw.sqlite3_changes(db) > 0;
                raw.sqlite3_reset(statement);
            }

            return inserted;
        }
    }

    private static void Bind(sqlite3_stmt statement, int index, BulkColumn column, int row)
    {
        if (column.Integers is { } integers)
        {
            if (integers[row] == BulkColumn.Null) raw.sqlite3_bind_null(statement, index);
            else raw.sqlite3_bind_int64(statement, index, integers[row]);
        }
        else if (column.Texts![row] is { } text)
        {
            raw.sqlite3_bind_text(statement, index, text);
        }
        else
        {
            raw.sqlite3_bind_null(statement, index);
        }
    }

    private static void Check(sqlite3 db, int result)
    {
        if (result != raw.SQLITE_OK) throw new SqliteException(raw.sqlite3_errmsg(db).utf8_to_string(), result);
    }

    private static bool[] Postgres(Tx tx, string table, string[] key, int rows, BulkColumn[] columns)
    {
        var names = string.Join(", ", columns.Select(static c => c.Name));
        var arrays = string.Join(", ", columns.Select(static (c, i) => string.Create(CultureInfo.InvariantCulture, $"${i + 1}::{(c.Texts is null ? "bigint" : "text")}[]")));
        var keys = string.Join(", ", key);
        using var command = (NpgsqlCommand)tx.Connection.CreateCommand();
        command.Transaction = (NpgsqlTransaction?)tx.Transaction;
        command.CommandText = $"""
            WITH input AS (SELECT * FROM unnest({arrays}) WITH ORDINALITY AS u ({names}, ordinal)),
                 new AS (INSERT INTO {table} ({names}) SELECT {names} FROM input ORDER BY ordinal ON CONFLICT DO NOTHING RETURNING {keys})
            SELECT min(ordinal) FROM input JOIN new USING ({keys}) GROUP BY {keys}
            """;
        foreach (var column in columns)
        {
            command.Parameters.Add(column.Texts is { } texts
                ? new NpgsqlParameter { Value = texts, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text }
                : new NpgsqlParameter { Value = Nullable(column.Integers!, rows), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint });
        }

        var inserted = new bool[rows];
        using var reader = command.ExecuteReader();
        while (reader.Read()) inserted[reader.GetInt64(0) - 1] = true;
        return inserted;
    }

    private static long?[] Nullable(long[] values, int rows)
    {
        var nullable = new long?[rows];
        for (var i = 0; i < rows; i++) nullable[i] = values[i] == BulkColumn.Null ? null : values[i];
        return nullable;
    }
}
