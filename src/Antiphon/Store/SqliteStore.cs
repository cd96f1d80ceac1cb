using Antiphon.Live;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Antiphon.Store;

/// <summary>SQLite in the data directory: WAL, so that readers and the writer do not wait for each other; FULL, so that an answered write survives the power cut.</summary>
internal sealed class SqliteStore : DataStore
{
    public const string FileName = "antiphon.db";

    /// <summary>Only another program on the same file could keep us waiting: a copy being made by hand.</summary>
    /// <summary>The writer's memory for pages, in KiB, and the length of the write-ahead log at which it is worked in, in pages of 4 KiB.</summary>
    internal const int Cache = 64_000, Log = 16_000;

    /// <summary>The same while an archive is taken in.</summary>
    internal const int ImportCache = 320_000, ImportLog = 64_000;

    private const int BusyMilliseconds = 30_000;

    private readonly string file;

    /// <summary>
    /// SQLite's own lock around every call costs a tenth of a bulk insert, and a <see cref="Sql"/> has one user at a time. If the library was started before us it keeps its lock,
    /// which is slower and no less right.
    /// </summary>
    static SqliteStore()
    {
        Batteries_V2.Init();
        raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    public SqliteStore(string directory)
    {
        Directory.CreateDirectory(directory);
        file = Path.Combine(directory, FileName);

        // Its owner's alone even where the directory is not; SQLite gives its log the same rights.
        if (OperatingSystem.IsWindows() || File.Exists(file)) return;
        new FileStream(file, new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }).Dispose();
    }

    public override Dialect Dialect => Dialect.Sqlite;

    protected override Sql OpenReader()
    {
        // Read-write, as a read-only connection cannot recover a WAL; query_only keeps it honest.
        var connection = Connect(SqliteOpenMode.ReadWrite);
        Pragmas(connection, "PRAGMA query_only=ON; PRAGMA cache_size=-8000; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;");
        return new Sql(connection, Dialect);
    }

    protected override Writer StartWriter(Ids ids, Happenings happenings, TimeProvider clock)
    {
        var connection = Connect(SqliteOpenMode.ReadWriteCreate);

        // A checkpoint copies the log into the file; at 64 MB of log it comes seldom enough not to be felt by those who wait for a commit.
        Pragmas(connection, $"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint={Log}; PRAGMA cache_size=-{Cache}; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=OFF;");
        return new Writer(connection, Dialect, ids, happenings, clock, QueueLength);
    }

    private SqliteConnection Connect(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        raw.sqlite3_busy_timeout(connection.Handle, BusyMilliseconds);
        return connection;
    }

    private static void Pragmas(SqliteConnection connection, string pragmas)
    {
        using var command = connection.CreateCommand();
        command.CommandText = pragmas;
        command.ExecuteNonQuery();
    }
}
