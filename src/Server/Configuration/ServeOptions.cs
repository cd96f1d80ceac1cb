using System.ComponentModel.DataAnnotations;

namespace Antiphon.Server.Configuration;

/// <summary>How log lines look.</summary>
public enum LogFormat : byte
{
    /// <summary>A line to read: time, level, who says it, what.</summary>
    Text,

    /// <summary>One JSON object a line, for a collector.</summary>
    Json,
}

/// <summary>From which weight on something is logged.</summary>
public enum LogWeight : byte
{
    Debug,
    Info,
    Warning,
    Error,
}

/// <summary>Where the server listens, what it is called, and whom it believes.</summary>
public sealed record ServeOptions
{
    /// <summary>These stand at the top of the file, not in a section.</summary>
    public const string Section = "";

    /// <summary>The addresses to listen at, separated by commas: <c>http://localhost:8080</c>, <c>http://0.0.0.0:8080</c>. Encryption is the affair of a proxy in front.</summary>
    public string Urls { get; init; } = "http://localhost:8080";

    /// <summary>The host that people see, in addresses and in handles (<c>name@example.org</c>). By default the host of the first url. Cannot be changed once people have accounts.</summary>
    public string Domain { get; init; } = string.Empty;

    /// <summary>The beginning of every absolute address. By default https with the domain, or http where the domain is this machine.</summary>
    public string PublicUrl { get; init; } = string.Empty;

    /// <summary>Proxies whose word about a visitor's address and scheme counts (X-Forwarded-For, X-Forwarded-Proto): addresses or networks such as <c>10.0.0.0/8</c>. By default nobody's.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>Whoever shows this token ("Authorization: Bearer …") may read /metrics from anywhere. Without it only this machine may, and nobody where the server has a public name.</summary>
    public string MetricsToken { get; init; } = string.Empty;

    /// <summary>Connections at once, open streams among them. More are closed as they come.</summary>
    [Range(10, 1_000_000)]
    public int MaxConnections { get; init; } = 20_000;

    /// <summary>With less room on the disk than this many megabytes, /readyz says that the server is not ready.</summary>
    [Range(0, 1_000_000_000)]
    public int LeastFreeMegabytes { get; init; } = 100;

    /// <summary>How log lines look.</summary>
    public LogFormat LogFormat { get; init; } = LogFormat.Text;

    /// <summary>From which weight on something is logged.</summary>
    public LogWeight LogLevel { get; init; } = LogWeight.Info;
}
