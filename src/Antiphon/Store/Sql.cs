using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Antiphon.Store;

/// <summary>
/// SQL on one open connection, with every statement prepared once and kept. The text runs on both stores: parameters are <c>$1, $2 …</c>,
/// integers are 64 bits wide, booleans 0 or 1, times UTC milliseconds; where the two differ, <see cref="Dialect"/> says so.
/// Not thread-safe: a connection has one user at a time.
/// </summary>
public class Sql(DbConnection connection, Dialect dialect) : IDisposable
{
    /// <summary>Statements kept prepared per connection; beyond it the whole set is dropped, which only ad-hoc SQL could cause.</summary>
    private const int MostPrepared = 512;

    private readonly Dictionary<string, Statement> prepared = new(StringComparer.Ordinal);

    public Dialect Dialect { get; } = dialect;

    internal DbConnection Connection => connection;

    internal DbTransaction? Transaction { get; set; }

    /// <summary>Runs a statement and says how many rows it changed.</summary>
    public int Run(string sql, params ReadOnlySpan<Value> values)
    {
        var statement = Prepared(sql, values);
        try
        {
            return statement.Run();
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>All rows.</summary>
    public List<T> Rows<T>(string sql, Func<Row, T> map, params ReadOnlySpan<Value> values)
    {
        var rows = new List<T>();
        var statement = Prepared(sql, values);
        try
        {
            while (statement.Next()) rows.Add(map(new Row(statement)));
        }
        finally
        {
            statement.Reset();
        }

        return rows;
    }

    /// <summary>Row by row, without a list; for scans too large to hold. The callback must not use this connection.</summary>
    public void Each(string sql, Action<Row> visit, params ReadOnlySpan<Value> values)
    {
        var statement = Prepared(sql, values);
        try
        {
            while (statement.Next()) visit(new Row(statement));
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>The first row, or the default where there is none.</summary>
    public T? First<T>(string sql, Func<Row, T> map, params ReadOnlySpan<Value> values)
    {
        var statement = Prepared(sql, values);
        try
        {
            return statement.Next() ? map(new Row(statement)) : default;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>The first column of the first row as an integer; null where there is no row or it is NULL.</summary>
    public long? Number(string sql, params ReadOnlySpan<Value> values)
    {
        var statement = Prepared(sql, values);
        try
        {
            return statement.Next() && !statement.IsNull(0) ? statement.Long(0) : null;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>Whether there is any row.</summary>
    public bool Any(string sql, params ReadOnlySpan<Value> values)
    {
        var statement = Prepared(sql, values);
        try
        {
            return statement.Next();
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>A condition "is one of the ids in parameter <paramref name="parameter"/>" (an array given as a <see cref="Value"/>).</summary>
    public string Among(int parameter) => Dialect.Among(parameter);

    public void Dispose()
    {
        Forget();
        connection.Dispose();
        GC.SuppressFinalize(this);
    }

    private Statement Prepared(string sql, ReadOnlySpan<Value> values)
    {
        if (!prepared.TryGetValue(sql, out var statement))
        {
            if (prepared.Count >= MostPrepared) Forget();
            statement = connection is SqliteConnection sqlite ? new SqliteStatement(sqlite.Handle!, sql) : new PostgresStatement((NpgsqlConnection)connection, sql);
            prepared.Add(sql, statement);
        }

        statement.Bind(values, Transaction);
        return statement;
    }

    private void Forget()
    {
        foreach (var statement in prepared.Values) statement.Dispose();
        prepared.Clear();
    }
}
