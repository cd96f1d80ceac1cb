using System.Collections.Concurrent;
using Antiphon.Server.Configuration;

namespace Antiphon.Server.Telemetry;

/// <summary>
/// Log lines on one stream. There is no access log; nothing of a request but its route's pattern is ever logged by us, the framework's own words begin at warnings
/// (its lower levels name paths and queries), and scopes, which carry paths, are not written.
/// </summary>
public sealed class Logs(TextWriter into, LogFormat format, TimeProvider clock) : ILoggerProvider
{
    private const string Ours = "Antiphon";

    /// <summary>A start that failed comes back as an exception, and is said in one sentence: the stack beside it would only hide that.</summary>
    private const string Host = "Microsoft.Extensions.Hosting.Internal.Host";

    private const int StartFailed = 11;

    private readonly ConcurrentDictionary<string, Line> lines = new(StringComparer.Ordinal);
    private readonly Lock writing = new();

    /// <summary>A factory that writes as the options say.</summary>
    public static ILoggerFactory Factory(ServeOptions options, TextWriter into, TimeProvider clock)
    {
        var least = options.LogLevel switch
        {
            LogWeight.Debug => LogLevel.Debug,
            LogWeight.Warning => LogLevel.Warning,
            LogWeight.Error => LogLevel.Error,
            _ => LogLevel.Information,
        };
        var filters = new LoggerFilterOptions { MinLevel = LogLevel.Warning };
        filters.Rules.Add(new LoggerFilterRule(null, Ours, least, null));

        // "No XML encryptor configured": the directory's own permissions protect the keys, as they do everything else there.
        filters.Rules.Add(new LoggerFilterRule(null, "Microsoft.AspNetCore.DataProtection", LogLevel.Error, null));
        return new LoggerFactory([new Logs(into, options.LogFormat, clock)], filters);
    }

    public ILogger CreateLogger(string categoryName) => lines.GetOrAdd(categoryName, static (name, logs) => new Line(logs, name), this);

    public void Dispose()
    {
    }

    private void Write(string line)
    {
        lock (writing)
        {
            into.Write(line);
            into.Flush();
        }
    }

    private sealed class Line(Logs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && (logLevel >= LogLevel.Warning || category.StartsWith(Ours, StringComparison.Ordinal));

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel) || (category == Host && eventId.Id == StartFailed)) return;
            var entry = new LogEntry(logs.Now, logLevel, category, formatter(state, exception), exception, state as IReadOnlyList<KeyValuePair<string, object?>>);
            logs.Write(entry.As(logs.Format));
        }
    }

    private LogFormat Format => format;

    private DateTimeOffset Now => clock.GetUtcNow();
}
