using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Server.Tests.Harness;

/// <summary>On which store a whole server runs.</summary>
public enum StoreKind
{
    Sqlite,
    Postgres,
}

/// <summary>
/// A real server in a process of its own, on a directory of its own, reached over HTTP and by its verbs like anybody's. Nothing of it runs in the tests' process,
/// so it can be killed and started again.
/// </summary>
public sealed class RunningServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<string> log = [];
    private readonly string[] options;
    private Process? process;

    private RunningServer(string directory, string store, string[] options)
    {
        Directory = directory;
        Store = store;
        this.options = options;
        Port = FreePort();
        Url = $"http://127.0.0.1:{Port}";
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(Url), Timeout = Patience };
    }

    /// <summary>The verb that it was started with.</summary>
    public string Serves { get; private init; } = "serve";

    public string Directory { get; }

    /// <summary>PostgreSQL's connection string; empty on SQLite.</summary>
    public string Store { get; }

    public int Port { get; }

    public string Url { get; }

    /// <summary>Without credentials, cookies or redirects.</summary>
    public HttpClient Http { get; }

    public int ProcessId => process!.Id;

    /// <summary>All that it has written, both streams.</summary>
    public string Log
    {
        get
        {
            lock (log) return string.Join('\n', log);
        }
    }

    /// <summary>A fresh server that answers. Skips the calling test where PostgreSQL is wanted and absent.</summary>
    public static async Task<RunningServer> Start(StoreKind kind = StoreKind.Sqlite, PostgresServer? postgres = null, params string[] options)
    {
        var server = await Somewhere(kind, postgres, options);
        await server.StartAgain();
        return server;
    }

    /// <summary>A fresh demo that answers, on a directory that stays until this is disposed of.</summary>
    public static async Task<RunningServer> StartDemo(StoreKind kind = StoreKind.Sqlite, PostgresServer? postgres = null)
    {
        var store = kind == StoreKind.Postgres ? await postgres!.NewDatabase() : string.Empty;
        var server = new RunningServer(System.IO.Directory.CreateTempSubdirectory("antiphon-server-").FullName, store, []) { Serves = "demo" };
        await server.StartAgain();
        return server;
    }

    /// <summary>A directory and a store in which nothing is yet; <see cref="StartAgain"/> starts a server there.</summary>
    public static async Task<RunningServer> Somewhere(StoreKind kind = StoreKind.Sqlite, PostgresServer? postgres = null, params string[] options)
    {
        var store = kind == StoreKind.Postgres ? await postgres!.NewDatabase() : string.Empty;
        return new RunningServer(System.IO.Directory.CreateTempSubdirectory("antiphon-server-").FullName, store, options);
    }

    /// <summary>Starts the process (again) on the same directory and port, and waits until it answers.</summary>
    public async Task StartAgain()
    {
        process = Run([Serves, "--urls", Url, .. options]);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var started = Stopwatch.StartNew();
        while (true)
        {
            if (process.HasExited) throw new InvalidOperationException($"The server ended with {process.ExitCode}:\n{Log}");
            try
            {
                using var answer = await Http.GetAsync("/healthz");
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (started.Elapsed < Patience)
            {
            }

            await Task.Delay(30);
        }
    }

    /// <summary>SIGKILL: no time to tidy up.</summary>
    public async Task Kill()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as a service manager stops it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Stop()
    {
        using (var kill = Process.Start("kill", ["-TERM", process!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>Runs a verb on this server's directory and store.</summary>
    public async Task<(int Code, string Lines, string Errors)> Verb(params string[] arguments)
    {
        using var verb = Run(arguments);
        var lines = verb.StandardOutput.ReadToEndAsync();
        var errors = verb.StandardError.ReadToEndAsync();
        await verb.WaitForExitAsync();
        return (verb.ExitCode, await lines, await errors);
    }

    /// <summary>Begins a verb on this server's directory and store, for a test that does not wait for its end.</summary>
    public Process Begin(params string[] arguments) => Run(arguments);

    /// <summary>A verb that must succeed.</summary>
    /// <returns>What it printed.</returns>
    public async Task<string> Done(params string[] arguments)
    {
        var (code, lines, errors) = await Verb(arguments);
        Assert.True(code == 0, $"antiphon {string.Join(' ', arguments)} ended with {code}: {lines}{errors}");
        return lines;
    }

    /// <summary>A member, by the socket for verbs or, where no server runs, by the verb: password "a long enough one".</summary>
    public Task Account(string name, bool owner = false) => process!.HasExited
        ? Done(["account", "create", name, "--email", $"{name}@example.org", "--password", "a long enough one", .. owner ? ["--owner"] : Array.Empty<string>()])
        : Ask("account create", new { Name = name, Email = $"{name}@example.org", Password = "a long enough one", Owner = owner, Json = false });

    /// <summary>An access token of a member, by the socket for verbs.</summary>
    public async Task<string> Token(string name, string scopes = "read write follow push") => (await Ask("token create", new { Name = name, Scopes = scopes })).Trim();

    /// <summary>Signs a member in by the page's form.</summary>
    /// <returns>The value of the session's cookie.</returns>
    public async Task<string> Session(string name)
    {
        using var form = new FormUrlEncodedContent([new("Username", name), new("Password", "a long enough one")]);
        using var answer = await Http.PostAsync("/sign-in", form);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.GetValues("Set-Cookie").Select(static cookie => cookie.Split(';')[0]).Single(static cookie => cookie.StartsWith("session=", StringComparison.Ordinal))["session=".Length..];
    }

    /// <summary>An HTTP client with this token; the caller disposes of it.</summary>
    public HttpClient As(string token)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(Url), Timeout = Patience };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (process is { HasExited: false }) await Kill();
        process?.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Asks the running server what the command line would ask it, without the half second that starting a process takes.</summary>
    public async Task<string> Ask(string verb, object request)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(Directory, "antiphon.sock")));
        await using var stream = new NetworkStream(socket);
        var version = typeof(Program).Assembly.GetName().Version!.ToString(3);
        await stream.WriteAsync((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(new { version, verb, request }), (byte)'\n']);
        using var reader = new StreamReader(stream);
        var said = new List<string>();
        while (await reader.ReadLineAsync() is { } line)
        {
            using var frame = JsonDocument.Parse(line);
            if (frame.RootElement.TryGetProperty("text", out var text)) said.Add(text.GetString()!);
            if (!frame.RootElement.TryGetProperty("kind", out var kind) || kind.GetString() != "Exit") continue;
            Assert.False(frame.RootElement.TryGetProperty("done", out var code) && code.GetInt64() != 0, $"{verb}: {string.Join(' ', said)}");
            return string.Join('\n', said);
        }

        throw new ServerGoneException($"{verb}: the server went away. {string.Join(' ', said)}");
    }

    private Process Run(string[] arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", [typeof(Program).Assembly.Location, .. arguments, .. arguments.Contains("--data") ? Array.Empty<string>() : ["--data", Directory], .. Store.Length > 0 && !arguments.Contains("--store") ? ["--store", Store] : Array.Empty<string>()])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,

        // No test's profile sends a server out into the world; a test that wants it says so.
        Environment = { ["ANTIPHON_OUTSIDE_CHECK_PROFILES"] = "false" },
    })!;

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (log) log.Add(line);
    }
}

/// <summary>The server ended before it had answered.</summary>
public sealed class ServerGoneException(string message) : Exception(message);
