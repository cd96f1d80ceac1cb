using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Antiphon.Store;

/// <summary>Where the two stores speak differently. Everything else is written once, in SQL that both understand.</summary>
public abstract class Dialect
{
    public static readonly Dialect Sqlite = new SqliteDialect();
    public static readonly Dialect Postgres = new PostgresDialect();

    public abstract bool IsPostgres { get; }

    /// <summary>A condition's right side: "is one of the ids in <c>$parameter</c>".</summary>
    public abstract string Among(int parameter);

    /// <summary>The rewriting of a migration's placeholders; see <c>Store/Migrations/README.md</c>.</summary>
    public abstract string Migration(string sql);

    internal abstract DbParameter Parameter(int position, in Value value);

    internal abstract void Bind(DbParameter parameter, in Value value);

    private static string OnlyLines(string sql, string ours, string theirs)
    {
        var kept = new StringBuilder(sql.Length);
        foreach (var line in sql.Split('\n'))
        {
            if (line.StartsWith(theirs, StringComparison.Ordinal)) continue;
            kept.Append(line.StartsWith(ours, StringComparison.Ordinal) ? line[ours.Length..] : line).Append('\n');
        }

        return kept.ToString();
    }

    private sealed class SqliteDialect : Dialect
    {
        public override bool IsPostgres => false;

        public override string Among(int parameter) => $"IN (SELECT value FROM json_each(${parameter}))";

        public override string Migration(string sql) => OnlyLines(sql, "--sqlite ", "--postgres ")
            .Replace("$ID", "INTEGER PRIMARY KEY", StringComparison.Ordinal)
            .Replace("$INT", "INTEGER", StringComparison.Ordinal)
            .Replace("$BLOB", "BLOB", StringComparison.Ordinal)
            .Replace("$REAL", "REAL", StringComparison.Ordinal)
            .Replace("$KEYED", "STRICT, WITHOUT ROWID", StringComparison.Ordinal)
            .Replace("$ROWS", "STRICT", StringComparison.Ordinal);

        internal override DbParameter Parameter(int position, in Value value) =>
            new SqliteParameter { ParameterName = "$" + position.ToString(CultureInfo.InvariantCulture) };

        internal override void Bind(DbParameter parameter, in Value value)
        {
            var p = (SqliteParameter)parameter;
            switch (value.Kind)
            {
                case ValueKind.Integer: p.SqliteType = SqliteType.Integer; p.Value = Boxes.Of(value.Integer); break;
                case ValueKind.Real: p.SqliteType = SqliteType.Real; p.Value = BitConverter.Int64BitsToDouble(value.Integer); break;
                case ValueKind.Text: p.SqliteType = SqliteType.Text; p.Value = value.Reference; break;
                case ValueKind.Blob: p.SqliteType = SqliteType.Blob; p.Value = value.Reference; break;
                case ValueKind.Integers: p.SqliteType = SqliteType.Text; p.Value = JsonArray((long[])value.Reference!); break;
                default: p.Value = DBNull.Value; break;
            }
        }

        private static string JsonArray(long[] ids)
        {
            var text = new StringBuilder(ids.Length * 20 + 2).Append('[');
            for (var i = 0; i < ids.Length; i++)
            {
                if (i > 0) text.Append(',');
                text.Append(CultureInfo.InvariantCulture, $"{ids[i]}");
            }

            return text.Append(']').ToString();
        }
    }

    private sealed class PostgresDialect : Dialect
    {
        public override bool IsPostgres => true;

        public override string Among(int parameter) => $"= ANY(${parameter})";

        public override string Migration(string sql) => OnlyLines(sql, "--postgres ", "--sqlite ")
            .Replace("$ID", "BIGINT PRIMARY KEY", StringComparison.Ordinal)
            .Replace("$INT", "BIGINT", StringComparison.Ordinal)
            .Replace("$BLOB", "BYTEA", StringComparison.Ordinal)
            .Replace("$REAL", "DOUBLE PRECISION", StringComparison.Ordinal)
            .Replace("$KEYED", string.Empty, StringComparison.Ordinal)
            .Replace("$ROWS", string.Empty, StringComparison.Ordinal);

        internal override DbParameter Parameter(int position, in Value value) => new NpgsqlParameter();

        internal override void Bind(DbParameter parameter, in Value value)
        {
            var p = (NpgsqlParameter)parameter;
            switch (value.Kind)
            {
                case ValueKind.Integer: p.NpgsqlDbType = NpgsqlDbType.Bigint; p.Value = value.Integer; break;
                case ValueKind.Real: p.NpgsqlDbType = NpgsqlDbType.Double; p.Value = BitConverter.Int64BitsToDouble(value.Integer); break;

                // PostgreSQL's text cannot hold U+0000; it is dropped at every front, and here once more so that no input can fail a whole batch.
                case ValueKind.Text: p.NpgsqlDbType = NpgsqlDbType.Text; p.Value = ((string)value.Reference!).Replace("\0", string.Empty, StringComparison.Ordinal); break;
                case ValueKind.Blob: p.NpgsqlDbType = NpgsqlDbType.Bytea; p.Value = value.Reference; break;
                case ValueKind.Integers: p.NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint; p.Value = value.Reference; break;
                default: p.ResetDbType(); p.Value = DBNull.Value; break;
            }
        }
    }

    /// <summary>Boxed small integers, so that flags and enum values cost no allocation on their way to SQLite.</summary>
    private static class Boxes
    {
        private static readonly object[] Small = [.. Enumerable.Range(-1, 258).Select(static i => (object)(long)i)];

        public static object Of(long value) => value is >= -1 and <= 256 ? Small[value + 1] : value;
    }
}
