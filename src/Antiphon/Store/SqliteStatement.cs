using System.Buffers;
using System.Buffers.Text;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Antiphon.Store;

/// <summary>
/// A statement of SQLite's own, without ADO.NET between: that looks up each parameter by its name each time and boxes its value, which made a unit of two small inserts
/// cost twice what SQLite itself takes for it.
/// </summary>
internal sealed class SqliteStatement : Statement
{
    private readonly sqlite3 db;
    private readonly sqlite3_stmt statement;

    // Where SQLite has $1, $2 …: it numbers them in the order in which they stand in the text. 0 for one that the text does not use.
    private readonly int[] places;

    public SqliteStatement(sqlite3 db, string sql)
    {
        this.db = db;
        Check(raw.sqlite3_prepare_v3(db, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement, out var rest));
        if (!string.IsNullOrWhiteSpace(rest)) throw new ArgumentException("One statement at a time.", nameof(sql));
        places = new int[raw.sqlite3_bind_parameter_count(statement) + 1];
        for (var i = 1; i < places.Length; i++)
        {
            var number = int.Parse(raw.sqlite3_bind_parameter_name(statement, i).utf8_to_string().AsSpan(1), CultureInfo.InvariantCulture);
            if (number >= places.Length) Array.Resize(ref places, number + 1);
            places[number] = i;
        }
    }

    public override void Bind(ReadOnlySpan<Value> values, DbTransaction? transaction)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (i + 1 < places.Length && places[i + 1] is var place and > 0) Check(Bind(place, values[i]));
        }
    }

    public override int Run()
    {
        while (Next())
        {
            // What it returns is not wanted.
        }

        return raw.sqlite3_stmt_readonly(statement) != 0 ? 0 : raw.sqlite3_changes(db);
    }

    public override bool Next()
    {
        var result = raw.sqlite3_step(statement);
        if (result == raw.SQLITE_ROW) return true;
        if (result != raw.SQLITE_DONE) Check(result);
        return false;
    }

    public override void Reset() => raw.sqlite3_reset(statement);

    public override long Long(int column)
    {
        var value = raw.sqlite3_column_int64(statement, column);
        return value != 0 ? value : Present(column, value);
    }

    public override string Text(int column)
    {
        var utf8 = raw.sqlite3_column_blob(statement, column);
        return utf8.Length > 0 ? Encoding.UTF8.GetString(utf8) : Present(column, string.Empty);
    }

    public override byte[] Blob(int column) => Present(column, raw.sqlite3_column_blob(statement, column).ToArray());

    public override double Real(int column) => Present(column, raw.sqlite3_column_double(statement, column));

    public override bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public override void Dispose() => statement.Dispose();

    private int Bind(int place, in Value value) => value.Kind switch
    {
        ValueKind.Integer => raw.sqlite3_bind_int64(statement, place, value.Integer),
        ValueKind.Real => raw.sqlite3_bind_double(statement, place, BitConverter.Int64BitsToDouble(value.Integer)),
        ValueKind.Text => BindText(place, (string)value.Reference!),
        ValueKind.Blob => raw.sqlite3_bind_blob(statement, place, (byte[])value.Reference!),
        ValueKind.Integers => BindArray(place, (long[])value.Reference!),
        _ => raw.sqlite3_bind_null(statement, place),
    };

    private int BindText(int place, string text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var result = raw.sqlite3_bind_text(statement, place, bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)));
        ArrayPool<byte>.Shared.Return(bytes);
        return result;
    }

    /// <summary>As JSON, for <see cref="Dialect.Among"/>.</summary>
    private int BindArray(int place, long[] ids)
    {
        const int longest = 21;
        var bytes = ArrayPool<byte>.Shared.Rent(ids.Length * longest + 2);
        var at = 0;
        bytes[at++] = (byte)'[';
        for (var i = 0; i < ids.Length; i++)
        {
            if (i > 0) bytes[at++] = (byte)',';
            Utf8Formatter.TryFormat(ids[i], bytes.AsSpan(at), out var written);
            at += written;
        }

        bytes[at++] = (byte)']';
        var result = raw.sqlite3_bind_text(statement, place, bytes.AsSpan(0, at));
        ArrayPool<byte>.Shared.Return(bytes);
        return result;
    }

    private T Present<T>(int column, T value) => IsNull(column) ? throw new InvalidOperationException($"Column {column} is NULL.") : value;

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(result, db);
    }
}
