using System.Buffers;
using System.Net;
using System.Text;

namespace Antiphon.Networks.Http.Profiles;

/// <summary>
/// The addresses that a page says are its author's own: <c>rel="me"</c> of its <c>a</c> and <c>link</c> elements (microformats, XFN). The page is looked through and never run or kept: comments, scripts and
/// other places where markup is text are passed over, as a browser does, so that what somebody wrote into one of them counts for nothing.
/// </summary>
public static class RelMe
{
    /// <summary>More links of this kind are no person's.</summary>
    private const int MostLinks = 200;

    private const int MostAttributes = 64;

    /// <summary>Elements whose content is no markup (HTML, 13.2.5; scripting is off here, so noscript's is markup, as it would be for a reader without scripts).</summary>
    private static readonly string[] RawText = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "template"];

    private static readonly SearchValues<char> TagEnds = SearchValues.Create(" \t\r\n\f/>");
    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n\f/>=");
    private static readonly SearchValues<char> ValueEnds = SearchValues.Create(" \t\r\n\f>");

    public static IReadOnlyList<string> Of(ReadOnlySpan<byte> page, string? charset) => Of(Decode(page, charset));

    public static IReadOnlyList<string> Of(ReadOnlySpan<char> page)
    {
        var found = new List<string>();
        var rest = page;
        while (found.Count < MostLinks && Next(ref rest))
        {
            // "<!-->" is a whole comment.
            if (rest.StartsWith("!--")) Past(ref rest, 1, "-->");
            else if (rest.Length > 0 && char.IsAsciiLetter(rest[0])) Element(ref rest, found);
            else if (rest.StartsWith("/") || rest.StartsWith("!") || rest.StartsWith("?")) Past(ref rest, 0, ">");
        }

        return found;
    }

    /// <summary>To the next "&lt;", and past it.</summary>
    private static bool Next(ref ReadOnlySpan<char> rest)
    {
        var open = rest.IndexOf('<');
        if (open < 0) return false;
        rest = rest[(open + 1)..];
        return true;
    }

    private static void Past(ref ReadOnlySpan<char> rest, int from, string end)
    {
        var at = rest[from..].IndexOf(end, StringComparison.Ordinal);
        rest = at < 0 ? [] : rest[(from + at + end.Length)..];
    }

    /// <summary>To the end tag of an element whose content is no markup.</summary>
    private static void PastText(ref ReadOnlySpan<char> rest, string name)
    {
        var end = "</" + name;
        while (true)
        {
            var at = rest.IndexOf(end, StringComparison.OrdinalIgnoreCase);
            rest = at < 0 ? [] : rest[(at + end.Length)..];
            if (rest.IsEmpty || TagEnds.Contains(rest[0])) return;
        }
    }

    private static void Element(ref ReadOnlySpan<char> rest, List<string> found)
    {
        var end = rest.IndexOfAny(TagEnds);
        if (end < 0)
        {
            rest = [];
            return;
        }

        var name = rest[..Math.Min(end, 16)].ToString().ToLowerInvariant();
        rest = rest[end..];
        string? href = null, rel = null;
        for (var i = 0; Attribute(ref rest, out var attribute, out var value); i++)
        {
            // Of an attribute that stands there twice the first counts.
            if (i >= MostAttributes) continue;
            if (attribute.Equals("href", StringComparison.OrdinalIgnoreCase)) href ??= WebUtility.HtmlDecode(value.ToString());
            else if (attribute.Equals("rel", StringComparison.OrdinalIgnoreCase)) rel ??= value.ToString();
        }

        if (name is "a" or "link" && href is not null && rel is not null && SaysMe(rel)) found.Add(href.Trim());
        if (name == "plaintext") rest = [];
        else if (RawText.Contains(name)) PastText(ref rest, name);
    }

    /// <returns>Whether there was one; if not, the element's tag has ended.</returns>
    private static bool Attribute(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        name = value = [];
        rest = rest.TrimStart(" \t\r\n\f/");
        if (rest.IsEmpty) return false;
        if (rest[0] == '>')
        {
            rest = rest[1..];
            return false;
        }

        // An equals sign that begins a name belongs to it (HTML, 13.2.5.32).
        var end = rest[1..].IndexOfAny(NameEnds) + 1;
        if (end <= 0) end = rest.Length;
        name = rest[..end];
        rest = rest[end..].TrimStart(" \t\r\n\f");
        if (rest.IsEmpty || rest[0] != '=') return true;
        rest = rest[1..].TrimStart(" \t\r\n\f");
        if (rest.IsEmpty) return false;
        if (rest[0] is '"' or '\'')
        {
            var close = rest[1..].IndexOf(rest[0]);
            value = close < 0 ? [] : rest[1..(close + 1)];
            rest = close < 0 ? [] : rest[(close + 2)..];
            return close >= 0;
        }

        var stop = rest.IndexOfAny(ValueEnds);
        if (stop < 0) stop = rest.Length;
        value = rest[..stop];
        rest = rest[stop..];
        return true;
    }

    private static bool SaysMe(string rel) => rel.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Contains("me", StringComparer.OrdinalIgnoreCase);

    /// <summary>Addresses and tags are ASCII, so a page in an encoding that keeps ASCII in its place is read well enough as Latin-1; UTF-16 is what does not.</summary>
    private static string Decode(ReadOnlySpan<byte> page, string? charset)
    {
        var wide = page is [0xFF, 0xFE, ..] || string.Equals(charset, "utf-16le", StringComparison.OrdinalIgnoreCase) || string.Equals(charset, "utf-16", StringComparison.OrdinalIgnoreCase);
        if (wide) return Encoding.Unicode.GetString(page);
        return page is [0xFE, 0xFF, ..] ? Encoding.BigEndianUnicode.GetString(page) : Encoding.Latin1.GetString(page);
    }
}
