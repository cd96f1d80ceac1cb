using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Antiphon.Benchmarks.Processes;

/// <summary>A process that is started for a measurement and ends with it.</summary>
public sealed class Child : IAsyncDisposable
{
    private readonly Process process;

    private Child(Process process, int port)
    {
        this.process = process;
        Port = port;
    }

    public int Port { get; }

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    /// <summary>From the start of the process to its first answer.</summary>
    public TimeSpan FirstAnswer { get; private set; }

    public Process Process => process;

    /// <summary>User and system time so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory in MB.</summary>
    public double Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>The real server, as <c>./run</c> built it (ANTIPHON_SERVER), or as it lies beside this program.</summary>
    public static string Server => Environment.GetEnvironmentVariable("ANTIPHON_SERVER") is { Length: > 0 } built ? built : Path.Combine(AppContext.BaseDirectory, "antiphon.dll");

    public static async Task<Child> Serve(string directory)
    {
        var port = FreePort();
        return await Answering(Start(Server, ["serve", "--data", directory, "--urls", $"http://127.0.0.1:{port}"]), port, "/healthz");
    }

    /// <summary>Kestrel and one handler that sends these bytes; see <see cref="BareServer"/>.</summary>
    public static async Task<Child> Bare(byte[] body, string contentType, string directory)
    {
        var port = FreePort();
        var file = Path.Combine(directory, $"bare-{port}.bin");
        await File.WriteAllBytesAsync(file, body);
        return await Answering(Start(typeof(Child).Assembly.Location, [BareServer.Role, port.ToString(CultureInfo.InvariantCulture), file, contentType]), port, "/");
    }

    /// <summary>Runs a verb of the server to its end, on a directory.</summary>
    public static Task<string> Verb(string directory, params string[] arguments) => Run([.. arguments, "--data", directory]);

    /// <summary>Runs a verb of the server to its end.</summary>
    public static async Task<string> Run(params string[] arguments)
    {
        using var verb = Start(Server, arguments, talk: true);
        var errors = verb.StandardError.ReadToEndAsync();
        var lines = await verb.StandardOutput.ReadToEndAsync();
        await verb.WaitForExitAsync();
        return verb.ExitCode == 0 ? lines : throw new InvalidOperationException($"antiphon {string.Join(' ', arguments)} ended with {verb.ExitCode}: {lines}{await errors}");
    }

    public static Process Start(string program, string[] arguments, bool talk = false)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = talk };

        // That is for the load generator alone.
        start.Environment.Remove("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS");
        var process = Process.Start(start)!;
        if (talk) return process;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, line) =>
        {
            if (line.Data is { Length: > 0 } said) Console.Error.WriteLine(said);
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<Child> Answering(Process process, int port, string path)
    {
        var child = new Child(process, port);
        var started = Stopwatch.StartNew();
        using var http = new HttpClient { BaseAddress = new Uri(child.Url), Timeout = TimeSpan.FromSeconds(30) };
        while (true)
        {
            if (process.HasExited) throw new InvalidOperationException($"A server ended with {process.ExitCode}.");
            try
            {
                using var answer = await http.GetAsync(path);
                child.FirstAnswer = started.Elapsed;
                return child;
            }
            catch (HttpRequestException) when (started.Elapsed < TimeSpan.FromSeconds(60))
            {
                await Task.Delay(5);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
