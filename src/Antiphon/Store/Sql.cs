using System.Data.Common;

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

    private readonly Dictionary<string, DbCommand> prepared = new(StringComparer.Ordinal);

    public Dialect Dialect { get; } = dialect;

    internal DbConnection Connection => connection;

    internal DbTransaction? Transaction { get; set; }

    /// <summary>Runs a statement and says how many rows it changed.</summary>
    public int Run(string sql, params ReadOnlySpan<Value> values) => Command(sql, values).ExecuteNonQuery();

    /// <summary>All rows.</summary>
    public List<T> Rows<T>(string sql, Func<Row, T> map, params ReadOnlySpan<Value> values)
    {
        var rows = new List<T>();
        using var reader = Command(sql, values).ExecuteReader();
        while (reader.Read()) rows.Add(map(new Row(reader)));
        return rows;
    }

    /// <summary>Row by row, without a list; for scans too large to hold. The callback must not use this connection.</summary>
    public void Each(string sql, Action<Row> visit, params ReadOnlySpan<Value> values)
    {
        using var reader = Command(sql, values).ExecuteReader();
        while (reader.Read()) visit(new Row(reader));
    }

    /// <summary>The first row, or the default where there is none.</summary>
    public T? First<T>(string sql, Func<Row, T> map, params ReadOnlySpan<Value> values)
    {
        using var reader = Command(sql, values).ExecuteReader();
        return reader.Read() ? map(new Row(reader)) : default;
    }

    /// <summary>The first column of the first row as an integer; null where there is no row or it is NULL.</summary>
    public long? Number(string sql, params ReadOnlySpan<Value> values)
    {
        using var reader = Command(sql, values).ExecuteReader();
        return reader.Read() && !reader.IsDBNull(0) ? reader.GetInt64(0) : null;
    }

    /// <summary>Whether there is any row.</summary>
    public bool Any(string sql, params ReadOnlySpan<Value> values)
    {
        using var reader = Command(sql, values).ExecuteReader();
        return reader.Read();
    }

    /// <summary>A condition "is one of the ids in parameter <paramref name="parameter"/>" (an array given as a <see cref="Value"/>).</summary>
    public string Among(int parameter) => Dialect.Among(parameter);

    public void Dispose()
    {
        foreach (var command in prepared.Values) command.Dispose();
        connection.Dispose();
        GC.SuppressFinalize(this);
    }

    private DbCommand Command(string sql, ReadOnlySpan<Value> values)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            if (prepared.Count >= MostPrepared) Forget();
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++) command.Parameters.Add(Dialect.Parameter(i + 1, values[i]));
            prepared.Add(sql, command);
        }

        command.Transaction = Transaction;
        for (var i = 0; i < values.Length; i++) Dialect.Bind(command.Parameters[i], values[i]);
        return command;
    }

    private void Forget()
    {
        foreach (var command in prepared.Values) command.Dispose();
        prepared.Clear();
    }
}
