using Antiphon.Live;
using Npgsql;

namespace Antiphon.Store;

/// <summary>PostgreSQL: the same writer and the same SQL. An advisory lock says that a server has this database.</summary>
internal sealed class PostgresStore : DataStore
{
    /// <summary>"antiphon" in ASCII, the key of the advisory lock.</summary>
    private const long LockKey = 0x616E746970686F6E;

    private readonly NpgsqlDataSource source;
    private readonly NpgsqlConnection writing;

    private PostgresStore(NpgsqlDataSource source, NpgsqlConnection writing)
    {
        this.source = source;
        this.writing = writing;
    }

    public override Dialect Dialect => Dialect.Postgres;

    public static async Task<PostgresStore> Connect(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 512, AutoPrepareMinUsages = 2, ApplicationName = "antiphon" };
        var source = NpgsqlDataSource.Create(settings);
        var writing = await source.OpenConnectionAsync().ConfigureAwait(false);
        await using var command = writing.CreateCommand();
        command.CommandText = "SELECT pg_try_advisory_lock($1)";
        command.Parameters.Add(new NpgsqlParameter { Value = LockKey });
        if (await command.ExecuteScalarAsync().ConfigureAwait(false) is true) return new PostgresStore(source, writing);
        await writing.DisposeAsync().ConfigureAwait(false);
        await source.DisposeAsync().ConfigureAwait(false);
        throw new StoreInUseException($"Another Antiphon has the database \"{settings.Database}\" on {settings.Host} open. Stop it, or name another database with --store.");
    }

    protected override Sql OpenReader() => new(source.OpenConnection(), Dialect);

    protected override Writer StartWriter(Ids ids, Happenings happenings, TimeProvider clock) => new(writing, Dialect, ids, happenings, clock, QueueLength);

    protected override ValueTask Closing() => source.DisposeAsync();
}

/// <summary>Another process has the store. The message is for the operator.</summary>
public sealed class StoreInUseException(string message) : Exception(message);
