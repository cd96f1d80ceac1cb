using System.Globalization;
using Antiphon.Calls;

namespace Antiphon.Web.Calls;

/// <summary>Reads and writes what the forms about calls hold in lines of text. Pure.</summary>
public static class CallForm
{
    private const string Moment = "yyyy-MM-dd'T'HH:mm";

    private static readonly string[] Moments = [Moment, "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"];

    /// <summary>One to a line.</summary>
    public static IReadOnlyList<string> Lines(string? text) => (text ?? string.Empty).Split(['\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Hashtags, with or without the sign, between spaces, commas or lines.</summary>
    public static IReadOnlyList<string> Tags(string? text) =>
        (text ?? string.Empty).Split([' ', '\n', '\r', '\t', ',', '،', '、'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>One to a line: the address, then what it is.</summary>
    public static IReadOnlyList<ContextLink> Links(string? text) =>
    [
        .. Lines(text).Select(static line =>
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            return space < 0 ? new ContextLink(string.Empty, line) : new ContextLink(line[(space + 1)..].Trim(), line[..space]);
        }),
    ];

    public static string Written(IReadOnlyList<ContextLink> links) => string.Join('\n', links.Select(static link => link.Title.Length > 0 ? $"{link.Url} {link.Title}" : link.Url));

    /// <summary>A UTC time as a date field holds it. Empty is null; what is no time is false.</summary>
    public static bool TryTime(string? text, out long? at)
    {
        at = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        if (!DateTimeOffset.TryParseExact(text.Trim(), Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var parsed)) return false;
        at = parsed.ToUnixTimeMilliseconds();
        return true;
    }

    public static string? Written(long? at) => at is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms).UtcDateTime.ToString(Moment, CultureInfo.InvariantCulture) : null;
}
