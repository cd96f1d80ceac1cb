using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Antiphon.Server.Configuration;

namespace Antiphon.Server.Telemetry;

/// <summary>One thing logged, as a line.</summary>
internal sealed record LogEntry(
    DateTimeOffset At, LogLevel Level, string Category, string Message, Exception? Exception, IReadOnlyList<KeyValuePair<string, object?>>? Values)
{
    /// <summary>Messages grow no longer than this: a line is for reading.</summary>
    private const int Longest = 2_000;

    private static readonly JsonWriterOptions Lenient = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private string When => At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private string Weight => Level switch
    {
        LogLevel.Trace or LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        _ => "error",
    };

    public string As(LogFormat format) => format == LogFormat.Json ? Json() : Text();

    private string Text()
    {
        var text = new StringBuilder(When).Append(' ').Append(Weight).Append(' ').Append(Category).Append(": ").AppendLine(OneLine(Message));
        for (var at = Exception; at is not null; at = at.InnerException)
        {
            text.Append("    ").AppendLine(Named(at));
            foreach (var frame in Frames(at)) text.Append("      ").AppendLine(frame);
        }

        return text.ToString();
    }

    private string Json()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Lenient))
        {
            json.WriteStartObject();
            json.WriteString("time", When);
            json.WriteString("level", Weight);
            json.WriteString("from", Category);
            json.WriteString("message", OneLine(Message));
            if (Category.StartsWith("Antiphon", StringComparison.Ordinal)) WriteValues(json);
            if (Exception is not null) WriteExceptions(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length) + "\n";
    }

    private void WriteValues(Utf8JsonWriter json)
    {
        foreach (var (name, value) in Values ?? [])
        {
            if (name == "{OriginalFormat}") continue;
            json.WriteString(JsonNamingPolicy.SnakeCaseLower.ConvertName(name), OneLine(Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty));
        }
    }

    private void WriteExceptions(Utf8JsonWriter json)
    {
        json.WriteStartArray("exceptions");
        for (var at = Exception; at is not null; at = at.InnerException)
        {
            json.WriteStartObject();
            json.WriteString("what", Named(at));
            json.WriteStartArray("at");
            foreach (var frame in Frames(at)) json.WriteStringValue(frame);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>
    /// The type, and the message only of those exceptions that speak of machines. Others quote what they choked on (a text, a name, a token), which must not be written down;
    /// the stack says where to look.
    /// </summary>
    private static string Named(Exception exception) => exception switch
    {
        DbException or IOException or SocketException or UnauthorizedAccessException or InvalidOperationException or NullReferenceException or TimeoutException
            or NotSupportedException or NotImplementedException or OutOfMemoryException or TypeInitializationException or DllNotFoundException =>
            $"{exception.GetType().Name}: {OneLine(exception.Message)}",
        _ => exception.GetType().Name,
    };

    private static IEnumerable<string> Frames(Exception exception) =>
        (exception.StackTrace ?? string.Empty).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A line break in a message could pretend to be a second line.</summary>
    private static string OneLine(string text)
    {
        if (text.Length > Longest) text = text[..Longest] + " …";
        return text.Any(char.IsControl) ? string.Create(text.Length, text, static (into, from) =>
        {
            for (var i = 0; i < from.Length; i++) into[i] = char.IsControl(from[i]) ? ' ' : from[i];
        }) : text;
    }
}
