using System.Collections.Concurrent;
using System.Diagnostics;
using Antiphon.Tests.Stores;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Antiphon.Tests.Stores;

/// <summary>
/// A private PostgreSQL for one run of one test assembly: started by the first test that asks, from the binaries that Debian installs, reachable only
/// through a socket in a directory of its own, as fast as a database is that may forget everything. Ask for it by constructor. Where PostgreSQL is not
/// installed, a test that asks is skipped with the reason.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>
    /// The shell that stands between us and the server. It waits on its standard input, which closes when this process ends in whatever way, SIGKILL
    /// included; so no server and no directory is ever left behind. $1 is the directory of PostgreSQL's programs.
    /// </summary>
    private const string Guardian = """
        trap : INT TERM HUP
        dir=$(mktemp -d) || exit 1
        cd "$dir" || exit 1
        "$1/initdb" -D data -U antiphon -A trust -E UTF8 --locale=C.UTF-8 --no-sync >log 2>&1 &&
        "$1/pg_ctl" start -w -D data -l log -o "-c listen_addresses= -c unix_socket_directories=$dir -c max_connections=300 -c fsync=off \
            -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 -c jit=off" </dev/null >>log 2>&1
        if [ $? = 0 ]; then echo "$dir"; read -r _; else cat log >&2; fi
        "$1/pg_ctl" stop -m immediate -D data >>log 2>&1
        cd / && rm -rf "$dir"
        """;

    private readonly Lazy<Task<Started>> server;
    private readonly ConcurrentDictionary<string, Lazy<Task>> templates = new();
    private readonly SemaphoreSlim creating = new(1);
    private int made;

    public PostgresServer() => server = new(Start);

    /// <summary>Why PostgreSQL cannot be used here, in words for the person who reads the skipped tests; null where it can.</summary>
    public static string? Absent { get; } = WhyAbsent();

    private static bool IsRoot => Environment.IsPrivilegedProcess;

    /// <summary>
    /// The connection string of a new, empty database of the caller's own. Skips the calling test where PostgreSQL is absent.
    /// </summary>
    public Task<string> NewDatabase() => NewDatabase("template1", static _ => Task.CompletedTask);

    /// <summary>
    /// The connection string of a new database of the caller's own, a copy of a template: copying takes some 50 ms where preparing takes seconds.
    /// </summary>
    /// <param name="template">A name for what <paramref name="prepare"/> makes; letters and digits.</param>
    /// <param name="prepare">Runs once in each test run, on the template's own database, and leaves no connection open behind it.</param>
    public async Task<string> NewDatabase(string template, Func<string, Task> prepare)
    {
        if (Absent is not null) Assert.Skip(Absent);
        var started = await server.Value;
        if (template != "template1")
        {
            await templates.GetOrAdd(template, name => new(() => Prepare(started, name, prepare))).Value;
        }

        var database = $"t{Interlocked.Increment(ref made)}";
        await Create(started, database, template);
        return started.Connection(database);
    }

    public async ValueTask DisposeAsync()
    {
        creating.Dispose();
        if (!server.IsValueCreated) return;
        NpgsqlConnection.ClearAllPools();
        var guardian = (await server.Value).Guardian;
        guardian.StandardInput.Close();
        await guardian.WaitForExitAsync();
        guardian.Dispose();
    }

    private async Task Prepare(Started started, string template, Func<string, Task> prepare)
    {
        await Create(started, template, "template1");
        await prepare(started.Connection(template));
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>One at a time: PostgreSQL refuses two copies of one template at once.</summary>
    private async Task Create(Started started, string database, string template)
    {
        await creating.WaitAsync();
        try
        {
            await using var connection = new NpgsqlConnection(started.Connection("postgres"));
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = $"CREATE DATABASE {database} TEMPLATE {template}";
            await command.ExecuteNonQueryAsync();
        }
        finally
        {
            creating.Release();
        }
    }

    private static async Task<Started> Start()
    {
        var start = new ProcessStartInfo(IsRoot ? "setpriv" : "sh") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        // PostgreSQL refuses to run as root; Debian's package made it a user.
        string[] asPostgres = IsRoot ? ["--reuid=postgres", "--regid=postgres", "--init-groups", "--", "sh"] : [];
        foreach (var argument in (string[])[.. asPostgres, "-c", Guardian, "sh", Programs()!]) start.ArgumentList.Add(argument);
        var guardian = Process.Start(start)!;
        if (await guardian.StandardOutput.ReadLineAsync() is { } directory) return new(guardian, directory);
        throw new InvalidOperationException($"PostgreSQL is installed but did not start: {await guardian.StandardError.ReadToEndAsync()}");
    }

    private static string? WhyAbsent()
    {
        if (!OperatingSystem.IsLinux()) return "PostgreSQL is only started by the tests on Linux.";
        if (Programs() is null) return "PostgreSQL is not installed (Debian: apt-get install postgresql).";
        return IsRoot && !File.ReadLines("/etc/passwd").Any(static line => line.StartsWith("postgres:", StringComparison.Ordinal))
            ? "PostgreSQL does not run as root, and there is no user \"postgres\" to run it as."
            : null;
    }

    /// <summary>The directory of the newest initdb: where Debian keeps each version, or on the PATH.</summary>
    private static string? Programs()
    {
        const string Debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
        return versions.OrderByDescending(static path => int.TryParse(Path.GetFileName(path), out var version) ? version : 0)
            .Select(static path => Path.Combine(path, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator))
            .FirstOrDefault(static path => File.Exists(Path.Combine(path, "initdb")));
    }

    private sealed record Started(Process Guardian, string Directory)
    {
        public string Connection(string database) => $"Host={Directory};Username=antiphon;Database={database}";
    }
}
