using System.Text;

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
    }
}
