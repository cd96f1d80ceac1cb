using System.Data;
using System.Data.Common;
using System.Diagnostics;
using System.Threading.Channels;
using Antiphon.Live;

namespace Antiphon.Store;

/// <summary>
/// The one place that writes. Units wait in a bounded queue; one thread runs as many as are there, each in a savepoint, and commits them together,
/// so that a durable commit (<c>synchronous=FULL</c>) costs its fsync once for all. A caller is answered after the commit: what is acknowledged is on disk.
/// </summary>
public sealed class Writer : IAsyncDisposable
{
    /// <summary>Units in one commit. Beyond some thousands the commit's cost per unit no longer falls (limits.md (c)) and the first waits needlessly.</summary>
    public const int MostUnits = 4_096;

    /// <summary>A commit is not held open longer than this for the sake of more units.</summary>
    private static readonly TimeSpan LongestBatch = TimeSpan.FromMilliseconds(25);

    private readonly Channel<Unit> queue;
    private readonly Tx tx;
    private readonly DbConnection connection;
    private readonly Happenings happenings;
    private readonly Ids ids;
    private readonly Thread thread;
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Exception> lost = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Writer(DbConnection connection, Dialect dialect, Ids ids, Happenings happenings, TimeProvider clock, int queueLength)
    {
        this.connection = connection;
        this.happenings = happenings;
        this.ids = ids;
        tx = new Tx(connection, dialect, ids, clock);
        queue = Channel.CreateBounded<Unit>(new BoundedChannelOptions(queueLength) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
        thread = new Thread(Drain) { IsBackground = true, Name = "writer" };
        thread.Start();
    }

    /// <summary>How many units wait. For <c>/metrics</c> and for shedding load early.</summary>
    public int Waiting => queue.Reader.Count;

    /// <summary>
    /// Completes when the database no longer answers on this connection (PostgreSQL was stopped). Whether the last batch was committed is then not known, so nothing in
    /// memory can be trusted: the writer takes no more, and whoever runs the server opens everything anew.
    /// </summary>
    public Task<Exception> Lost => lost.Task;

    /// <summary>Commits so far.</summary>
    public long Commits { get; private set; }

    /// <summary>Units so far.</summary>
    public long Units { get; private set; }

    /// <summary>
    /// Runs <paramref name="work"/> alone on the writer's thread and answers when it is durable. If it throws, its savepoint is rolled back, the others of the
    /// batch stand, and the exception comes back here. A full queue makes the caller wait; <see cref="TryWrite{T}"/> refuses instead.
    /// </summary>
    public async Task<T> Write<T>(Func<Tx, T> work, CancellationToken cancel = default)
    {
        var unit = new Unit<T>(work);
        try
        {
            await queue.Writer.WriteAsync(unit, cancel).ConfigureAwait(false);
        }
        catch (ChannelClosedException closed)
        {
            throw new StoreLostException(closed);
        }

        return await unit.Answer.ConfigureAwait(false);
    }

    /// <summary>The same for operations that may refuse: a refusal rolls back what the unit had written, and a full queue is <see cref="Refusal.Busy"/>.</summary>
    public async Task<Outcome<T>> TryWrite<T>(Func<Tx, Outcome<T>> work)
    {
        var unit = new Unit<Outcome<T>>(work, static outcome => !outcome.Ok);
        if (!queue.Writer.TryWrite(unit)) return Refusal.Busy;
        return await unit.Answer.ConfigureAwait(false);
    }

    /// <summary>Takes no more, finishes what waits, and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await stopped.Task.ConfigureAwait(false);
        tx.Dispose();
    }

    private void Drain()
    {
        try
        {
            var batch = new List<Unit>(MostUnits);
            while (!lost.Task.IsCompleted && WaitForWork())
            {
                RunBatch(batch);
                batch.Clear();
            }
        }
        finally
        {
            stopped.TrySetResult();
        }
    }

    private bool WaitForWork()
    {
        // The only blocking wait of the process: this thread is the writer's own.
        var ready = queue.Reader.WaitToReadAsync().AsTask();
        return ready.GetAwaiter().GetResult();
    }

    private void RunBatch(List<Unit> batch)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var transaction = Dialects.Begin(connection);
            tx.Transaction = transaction;
            while (batch.Count < MostUnits && queue.Reader.TryRead(out var unit))
            {
                batch.Add(unit);
                RunUnit(unit);
                if (Stopwatch.GetElapsedTime(started) > LongestBatch) break;
            }

            transaction.Commit();
        }
        catch (Exception exception)
        {
            // The commit itself failed: nothing of the batch is durable, so nothing of it may be acknowledged.
            tx.Transaction = null;
            tx.Take();
            ids.Forget();
            if (connection.State != ConnectionState.Open) Lose(exception);
            foreach (var unit in batch) unit.Fail(lost.Task.IsCompleted ? new StoreLostException(exception) : exception);
            return;
        }

        tx.Transaction = null;
        Commits++;
        Units += batch.Count;
        StoreMeter.Committed(Stopwatch.GetElapsedTime(started).TotalSeconds, batch.Count);
        happenings.Tell(tx.Take());
        foreach (var unit in batch) unit.Done();
    }

    private void Lose(Exception exception)
    {
        lost.TrySetResult(exception);
        queue.Writer.TryComplete();
        while (queue.Reader.TryRead(out var waiting)) waiting.Fail(new StoreLostException(exception));
    }

    private void RunUnit(Unit unit)
    {
        var mark = tx.Mark();
        tx.Run("SAVEPOINT unit");
        try
        {
            if (unit.Run(tx))
            {
                tx.Run("RELEASE SAVEPOINT unit");
                return;
            }
        }
        catch (Exception exception)
        {
            unit.FailAfterBatch(exception);
        }

        tx.Run("ROLLBACK TO SAVEPOINT unit");
        tx.Run("RELEASE SAVEPOINT unit");
        tx.Rewind(mark);
        ids.Forget();
    }

    private abstract class Unit
    {
        /// <summary>Does the work; false asks for its rollback.</summary>
        public abstract bool Run(Tx tx);

        public abstract void FailAfterBatch(Exception exception);

        public abstract void Fail(Exception exception);

        public abstract void Done();
    }

    private sealed class Unit<T>(Func<Tx, T> work, Func<T, bool>? refused = null) : Unit
    {
        private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? result;
        private Exception? failure;

        public Task<T> Answer => answer.Task;

        public override bool Run(Tx tx)
        {
            result = work(tx);
            return refused is null || !refused(result);
        }

        public override void FailAfterBatch(Exception exception) => failure = exception;

        public override void Fail(Exception exception) => answer.TrySetException(exception);

        public override void Done()
        {
            if (failure is not null) answer.TrySetException(failure);
            else answer.TrySetResult(result!);
        }
    }

    private static class Dialects
    {
        /// <summary>On SQLite an immediate transaction, so that it holds the write lock from the start and cannot fail half-way for want of it.</summary>
        public static DbTransaction Begin(DbConnection connection) => connection switch
        {
            Microsoft.Data.Sqlite.SqliteConnection sqlite => sqlite.BeginTransaction(deferred: false),
            _ => connection.BeginTransaction(),
        };
    }
}

/// <summary>The database does not answer any more. What was being written is not acknowledged; it may or may not be there.</summary>
public sealed class StoreLostException(Exception cause) : Exception("The database does not answer.", cause);
