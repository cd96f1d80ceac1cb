namespace Antiphon.Store.Portable;

/// <summary>What a column holds; the same on both stores.</summary>
public enum ColumnKind : byte
{
    Integer,
    Real,
    Text,
    Blob,
}

/// <summary>A column of a table.</summary>
public sealed record TableColumn(string Name, ColumnKind Kind);

/// <summary>A table as it is in a store.</summary>
public sealed record TableShape(string Name, IReadOnlyList<TableColumn> Columns);

/// <summary>Which tables a store has. Asked of the store itself, so that a new migration's tables cannot be forgotten.</summary>
public static class Tables
{
    /// <summary>Made from the others by <see cref="Search.Reindex"/>, in each store's own way.</summary>
    public static readonly IReadOnlyList<string> Derived = ["account_search", "post_search"];

    /// <summary>Notes which scripts have run; a store makes it itself.</summary>
    private const string Migrations = "migrations";

    /// <summary>All tables whose rows must be carried from one store to another, in the order of their names.</summary>
    public static IReadOnlyList<TableShape> Of(Sql sql) =>
        [.. Names(sql).Where(static name => name != Migrations && !IsDerived(name)).Select(name => new TableShape(name, Columns(sql, name)))];

    /// <summary>Tables that a store's search makes for itself, the tables behind them left out.</summary>
    public static IReadOnlyList<string> DerivedIn(Sql sql) => sql.Dialect.IsPostgres
        ? sql.Rows("SELECT DISTINCT table_name FROM information_schema.columns WHERE table_schema = current_schema() AND data_type = 'tsvector' ORDER BY 1", static row => row.Text(0))
        : sql.Rows("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%' ORDER BY 1", static row => row.Text(0));

    /// <summary>All tables of the store, whatever they are for.</summary>
    public static IReadOnlyList<string> Names(Sql sql) => sql.Dialect.IsPostgres
        ? sql.Rows("SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name", static row => row.Text(0))
        : sql.Rows(@"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY name", static row => row.Text(0));

    private static bool IsDerived(string name) => Derived.Any(one => name == one || name.StartsWith(one + "_", StringComparison.Ordinal));

    private static List<TableColumn> Columns(Sql sql, string table) => sql.Dialect.IsPostgres
        ? sql.Rows(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position",
            static row => new TableColumn(row.Text(0), Kind(row.Text(1))),
            table)
        : sql.Rows("SELECT name, type FROM pragma_table_info($1) ORDER BY cid", static row => new TableColumn(row.Text(0), Kind(row.Text(1))), table);

    private static ColumnKind Kind(string type) => type.ToUpperInvariant() switch
    {
        "INTEGER" or "BIGINT" => ColumnKind.Integer,
        "REAL" or "DOUBLE PRECISION" => ColumnKind.Real,
        "TEXT" => ColumnKind.Text,
        "BLOB" or "BYTEA" => ColumnKind.Blob,
        _ => throw new NotSupportedException($"A column of type {type} cannot be carried from one store to another: see Store/Migrations/README.md for the types that both have."),
    };
}
