using System.Diagnostics;
using System.Threading.Channels;
using Xunit;

namespace Antiphon.Server.Tests.Harness;

/// <summary>A program in another language that the tests run beside the server: a real client. It speaks line by line.</summary>
public sealed class Script : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly Channel<string> lines = Channel.CreateUnbounded<string>();
    private readonly Task<string> errors;

    private Script(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null) lines.Writer.TryComplete();
            else lines.Writer.TryWrite(line.Data);
        };
        process.BeginOutputReadLine();
    }

    /// <summary>Where the scripts are, and what npm has put beside them.</summary>
    public static string Folder { get; } = Find();

    /// <summary>One of <c>tests/clients</c> in Node.js; skips the calling test where npm's part of the tests is not installed.</summary>
    public static Script Node(string name, Dictionary<string, string> environment)
    {
        var architecture = System.Runtime.InteropServices.RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();
        var node = Path.Combine(Folder, "node_modules", $"node-linux-{architecture}", "bin", "node");
        if (!File.Exists(node) || !Directory.Exists(Path.Combine(Folder, "node_modules", "masto"))) Assert.Skip("masto.js is not installed: npm ci in tests/clients.");
        return Start(node, [Path.Combine(Folder, name)], environment);
    }

    /// <summary>One of <c>tests/clients</c> with Debian's Mastodon.py; skips the calling test where that is absent.</summary>
    public static async Task<Script> Python(string name, params string[] arguments)
    {
        const string Program = "/usr/bin/python3";
        if (!File.Exists(Program)) Assert.Skip("Python is not installed.");
        using (var has = Process.Start(new ProcessStartInfo(Program, ["-c", "import mastodon"]) { RedirectStandardError = true })!)
        {
            await has.WaitForExitAsync();
            if (has.ExitCode != 0) Assert.Skip("Mastodon.py is not installed (Debian: apt-get install python3-mastodon).");
        }

        return Start(Program, [Path.Combine(Folder, name), .. arguments], []);
    }

    /// <summary>Debian's toot with its settings in this directory; skips the calling test where it is absent.</summary>
    /// <param name="terminal">On a terminal, as which it asks before it shows the next page.</param>
    public static Script Toot(string home, bool terminal, params string[] arguments)
    {
        const string Program = "/usr/bin/toot";
        if (!File.Exists(Program)) Assert.Skip("toot is not installed (Debian: apt-get install toot).");
        Dictionary<string, string> environment = new() { ["XDG_CONFIG_HOME"] = home, ["HOME"] = home, ["PYTHONUNBUFFERED"] = "1", ["BROWSER"] = "true", ["TERM"] = "dumb" };
        return terminal ? Start("/usr/bin/script", ["-qec", $"{Program} {string.Join(' ', arguments)}", "/dev/null"], environment) : Start(Program, arguments, environment);
    }

    /// <summary>Waits until it has ended, which must be well, and gives the rest of what it wrote.</summary>
    public async Task<string> Ended()
    {
        using var patience = new CancellationTokenSource(Patience);
        var rest = new System.Text.StringBuilder();
        await foreach (var line in lines.Reader.ReadAllAsync(patience.Token)) rest.Append(line).Append('\n');
        await process.WaitForExitAsync(patience.Token);
        Assert.True(process.ExitCode == 0, $"{rest}{await errors}");
        return rest.ToString();
    }

    /// <summary>The next line that it writes; fails with what it complained of when it ends instead.</summary>
    public async Task<string> Line()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return await lines.Reader.ReadAsync(patience.Token);
        }
        catch (ChannelClosedException)
        {
            throw new Xunit.Sdk.XunitException("The client ended: " + await errors);
        }
    }

    /// <summary>A line to its standard input; into the air where it has ended already.</summary>
    public async Task Say(string line)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(line);
            await process.StandardInput.FlushAsync();
        }
        catch (IOException) when (process.HasExited)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static Script Start(string program, string[] arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;

        // These talk to this machine alone.
        foreach (var proxy in (string[])["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"]) start.Environment.Remove(proxy);
        return new Script(Process.Start(start)!);
    }

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var clients = Path.Combine(at.FullName, "tests", "clients");
            if (Directory.Exists(clients)) return clients;
        }

        throw new InvalidOperationException("These tests run from within their checkout.");
    }
}
