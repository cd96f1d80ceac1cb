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

    /// <summary>Names of calls, as in their addresses, between spaces, commas or lines; a whole address is taken for the name at its end.</summary>
    public static IReadOnlyList<string> Slugs(string? text) => [.. Tags(text).Select(static one => one.TrimEnd('/')).Select(static one => one[(one.LastIndexOf('/') + 1)..])];

    /// <summary>The number of the post at an address of this server, or at a path of it; null for anything else.</summary>
    public static long? Post(string? address, Site site)
    {
        var path = (address ?? string.Empty).Trim();
        if (path.StartsWith(site.Url + "/", StringComparison.OrdinalIgnoreCase)) path = path[site.Url.Length..];
        if (!path.StartsWith('/')) return null;
        return long.TryParse(path.TrimEnd('/')[(path.TrimEnd('/').LastIndexOf('/') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var post) ? post : null;
    }

    /// <summary>A whole number as newspapers print it, in threes or not: 4700000, 4,700,000, 4 700 000, 4.700.000. Null for anything else.</summary>
    public static long? Figure(string? text)
    {
        var typed = (text ?? string.Empty).Trim();
        var digits = new string([.. typed.Where(char.IsAsciiDigit)]);
        var parts = typed.Split([',', '.', ' ', '\'', '’', '\u00a0', '\u202f']);
        var inThrees = parts[0].Length is >= 1 and <= 3 && parts.Skip(1).All(static part => part.Length == 3);
        if (parts.Length > 1 && !inThrees) return null;
        return string.Concat(parts) == digits && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var figure) ? figure : null;
    }

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
