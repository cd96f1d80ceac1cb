using System.Data.Common;
using System.Globalization;
using Antiphon.Live;

namespace Antiphon.Store;

/// <summary>
/// What a unit of writing works with: SQL inside the writer's transaction, and a list of what happened, which is told to the caches, boards and
/// streams after the commit and before the caller's answer. A unit runs alone: nothing else writes between its reading and its writing.
/// </summary>
public sealed class Tx(DbConnection connection, Dialect dialect, Ids ids, TimeProvider clock) : Sql(connection, dialect)
{
    private readonly List<Happening> happenings = [];

    /// <summary>Now, in UTC milliseconds.</summary>
    public long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>A fresh id that sorts by time.</summary>
    public long NewId() => ids.Next(this);

    /// <summary>A fresh id for what was posted at <paramref name="at"/> (UTC ms), in the past.</summary>
    public long NewIdAt(long at) => Ids.At(this, at);

    /// <summary>The next dense id of an account. Dense ids, in order of first sight, keep a call's distinct people small and its inserts sorted.</summary>
    public long NewAccountId() => ids.NextAccount(this);

    /// <summary>The next small id of a notification: some clients read it as a number, which loses digits above 2^53.</summary>
    public long NewNotificationId() => ids.NextNotification(this);

    /// <summary>The next line of the ledger.</summary>
    public long NewSequence() => ids.NextSequence(this);

    /// <summary>The newest line of the ledger that was given out, whatever the call: while it stays the same, nothing that counts has changed.</summary>
    public long LastSequence => ids.LastSequence(this);

    /// <summary>The newest line was not used after all.</summary>
    public void GiveBack(long sequence) => ids.GiveBack(sequence);

    /// <summary>Said after the commit, in order, to everyone who listens.</summary>
    public void Happened(Happening happening) => happenings.Add(happening);

    /// <summary>
    /// For very many rows: pages that come back within a minute are written once and not each time. What waits in the write-ahead log is read again after a crash, so it is not let grow for
    /// nothing. PostgreSQL has its own settings for both.
    /// </summary>
    internal bool MakeRoom() => Room(SqliteStore.ImportCache, SqliteStore.ImportLog);

    /// <summary>After <see cref="MakeRoom"/>: as it is at other times.</summary>
    internal bool GiveRoomBack() => Room(SqliteStore.Cache, SqliteStore.Log);

    private bool Room(int cache, int log)
    {
        if (Dialect.IsPostgres) return false;
        Number(string.Create(CultureInfo.InvariantCulture, $"PRAGMA cache_size=-{cache}"));
        Number(string.Create(CultureInfo.InvariantCulture, $"PRAGMA wal_autocheckpoint={log}"));
        return true;
    }

    internal int Mark() => happenings.Count;

    internal void Rewind(int mark) => happenings.RemoveRange(mark, happenings.Count - mark);

    internal Happening[] Take()
    {
        var taken = happenings.ToArray();
        happenings.Clear();
        return taken;
    }
}
