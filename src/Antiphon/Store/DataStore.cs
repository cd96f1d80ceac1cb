using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Antiphon.Live;
using Antiphon.Store.Portable;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Antiphon.Store;

/// <summary>The store of one server: one writer, and as many readers as there are cores and a few.</summary>
public abstract class DataStore : IAsyncDisposable
{
    /// <summary>Units that may wait for the writer before new ones are refused: at 2,000 a second some four seconds' worth.</summary>
    public const int QueueLength = 8_192;

    private readonly ConcurrentBag<Sql> idle = [];
    private Writer? writer;
    private bool disposed;

    public abstract Dialect Dialect { get; }

    public Writer Writer => writer ?? throw new InvalidOperationException("The store is not open yet.");

    /// <summary>Opens, migrates, and starts the writer.</summary>
    public static async Task<DataStore> Open(StoreOptions options, string directory, Happenings happenings, TimeProvider clock)
    {
        DataStore store = options.Store.Length == 0 ? new SqliteStore(directory) : await PostgresStore.Connect(options.Store).ConfigureAwait(false);
        store.writer = store.StartWriter(new Ids(clock), happenings, clock);
        store.Migrated = await store.writer.Write(tx => Migrator.Run(tx, clock)).ConfigureAwait(false);
        return store;
    }

    /// <summary>Fills an empty store with what comes from another, in one transaction, and closes it again.</summary>
    /// <param name="migrations">The scripts that had run where it comes from.</param>
    /// <param name="replace">Whether what is there already may go; otherwise it is a refusal.</param>
    public static async Task<Refusal?> Fill(StoreOptions options, string directory, TimeProvider clock, IReadOnlyList<long> migrations, bool replace, Action<Load> fill)
    {
        DataStore store = options.Store.Length == 0 ? new SqliteStore(directory) : await PostgresStore.Connect(options.Store).ConfigureAwait(false);
        await using var closing = store.ConfigureAwait(false);
        store.writer = store.StartWriter(new Ids(clock), new Happenings(NullLogger<Happenings>.Instance), clock);
        return await store.writer.Write<Refusal?>(tx =>
        {
            var there = Tables.Names(tx);
            if (there.Count > 0 && !replace) return Refusal.Conflict("store", "There is something in this store already.");
            foreach (var table in there) tx.Run($"DROP TABLE {table}");
            Load.Run(tx, migrations, clock, fill);
            return null;
        }).ConfigureAwait(false);
    }

    /// <summary>The scripts that ran when the store was opened.</summary>
    public IReadOnlyList<string> Migrated { get; private set; } = [];

    /// <summary>Reads much of the store as it was in one moment, on a connection of its own, while others write. The delegate runs synchronously.</summary>
    public T Snapshot<T>(Func<Sql, T> read)
    {
        using var sql = OpenReader();
        using var moment = Moment(sql);
        return read(sql);
    }

    /// <summary>The same for a reader that hands what it reads to another store.</summary>
    public async Task<T> Snapshot<T>(Func<Sql, Task<T>> read)
    {
        using var sql = OpenReader();
        using var moment = Moment(sql);
        return await read(sql).ConfigureAwait(false);
    }

    /// <summary>From here on the connection sees what is committed now. Deferred on SQLite, whose other kind would keep the writer waiting.</summary>
    private static DbTransaction Moment(Sql sql) => sql.Transaction =
        sql.Connection is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: true) : sql.Connection.BeginTransaction(IsolationLevel.RepeatableRead);

    /// <summary>
    /// Reads on a connection of the pool; each statement sees what was committed when it began. The delegate runs synchronously: SQLite has no other way, and against PostgreSQL the caches
    /// leave few reads to make.
    /// </summary>
    public T Read<T>(Func<Sql, T> read)
    {
        var sql = idle.TryTake(out var pooled) ? pooled : OpenReader();
        try
        {
            return read(sql);
        }
        catch (DbException broken) when (sql.Connection.State != ConnectionState.Open)
        {
            // What broke this connection broke the writer's too, most likely; it finds out by writing.
            _ = Writer.TryWrite<long?>(static tx => tx.Number("SELECT 1"));
            throw new StoreLostException(broken);
        }
        finally
        {
            if (disposed || sql.Connection.State != ConnectionState.Open) sql.Dispose();
            else idle.Add(sql);
        }
    }

    /// <inheritdoc cref="Writer.Write{T}"/>
    public Task<T> Write<T>(Func<Tx, T> work, CancellationToken cancel = default) => Writer.Write(work, cancel);

    /// <inheritdoc cref="Writer.TryWrite{T}"/>
    public Task<Outcome<T>> TryWrite<T>(Func<Tx, Outcome<T>> work) => Writer.TryWrite(work);

    public async ValueTask DisposeAsync()
    {
        if (disposed) return;
        disposed = true;
        if (writer is not null) await writer.DisposeAsync().ConfigureAwait(false);
        while (idle.TryTake(out var sql)) sql.Dispose();
        await Closing().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    protected abstract Sql OpenReader();

    protected abstract Writer StartWriter(Ids ids, Happenings happenings, TimeProvider clock);

    protected virtual ValueTask Closing() => ValueTask.CompletedTask;
}
