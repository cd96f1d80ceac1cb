using System.Globalization;
using System.Text;

namespace Antiphon.Posts.Text;

/// <summary>
/// A link: <c>http://</c> or <c>https://</c>, a host with a dot and a top-level name made of letters, then port, path, query and fragment as far as
/// a reader would take them. Domains without a scheme stay text, as in Mastodon: "io.js" is no invitation to go there.
/// </summary>
internal static class LinkScan
{
    /// <summary>
    /// A bracket that is not closed within this many characters belongs to the sentence. The bound keeps the scan linear: it looks at most this
    /// far beyond the end that it gives.
    /// </summary>
    private const int MaxBracketed = 100;

    /// <summary>The link around the colon at <paramref name="colon"/>, starting at or after <paramref name="free"/>, or null.</summary>
    /// <param name="resume">Where the search goes on: past a link, also past one that is too long to be taken.</param>
    public static Entity? At(string text, int colon, int free, out int resume)
    {
        resume = colon + 1;
        var start = SchemeStart(text, colon, free);
        if (start < 0 || !MayPrecede(text, start)) return null;
        var hostEnd = HostScan.End(text, colon + 3);
        if (hostEnd < 0) return null;
        var end = Tail(text, Port(text, hostEnd));
        resume = end;
        if (end - start > SafeUrl.MaxLength) return null;
        var url = string.Concat(text[colon - 1] is 's' or 'S' ? "https" : "http", text.AsSpan(colon, end - colon));
        return SafeUrl.TryHttp(url, out _) ? new Entity(EntityKind.Link, start, end - start, url) : null;
    }

    private static int SchemeStart(string text, int colon, int free)
    {
        if (!text.AsSpan(colon).StartsWith("://", StringComparison.Ordinal)) return -1;
        foreach (var length in (ReadOnlySpan<int>)[5, 4])
            if (colon - length >= free && SafeUrl.SchemeLength(text.AsSpan(colon - length)) == length + 3) return colon - length;
        return -1;
    }

    /// <summary>twitter-text's rule: not glued to an ASCII letter or digit, nor after @ $ #; other scripts need no space before a link.</summary>
    private static bool MayPrecede(string text, int start) =>
        start == 0 || !(Letters.IsAsciiWord(text[start - 1]) || text[start - 1] is '@' or '\uFF20' or '$' or '#' or '\uFF03' or '\uFEFF' or >= '\uFFFE');

    private static int Port(string text, int at)
    {
        if (at >= text.Length || text[at] != ':') return at;
        var end = at + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        return end - at is >= 2 and <= 6 ? end : at;
    }

    /// <summary>
    /// The end of path, query and fragment: everything up to white space or angle brackets, but no closing bracket that was not opened inside, and
    /// no punctuation at the end, which belongs to the sentence.
    /// </summary>
    private static int Tail(string text, int start)
    {
        if (start >= text.Length || text[start] is not ('/' or '?' or '#')) return start;
        var good = start;
        var query = false;
        int round = 0, square = 0, curly = 0, opened = start;
        for (var at = start; at < text.Length;)
        {
            var rune = Letters.RuneAt(text, at, out var length);
            if (Ends(rune)) break;
            var closed = false;
            var depth = round + square + curly;
            switch (rune.Value)
            {
                case '(': round++; break;
                case '[': square++; break;
                case '{': curly++; break;
                case ')': closed = round-- > 0; break;
                case ']': closed = square-- > 0; break;
                case '}': closed = curly-- > 0; break;
                case '?': query = true; break;
            }

            if (round < 0 || square < 0 || curly < 0) break;
            at += length;
            if (depth == 0) opened = at;
            else if (at - opened > MaxBracketed) break;
            if (round + square + curly == 0 && (closed || MayEnd(rune.Value, query))) good = at;
        }

        return good;
    }

    private static bool Ends(Rune rune) =>
        rune.IsAscii
            ? rune.Value is <= ' ' or '<' or '>' or '\\' or '"' or '`' or 0x7F
            : Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) || Letters.IsDirectional(rune.Value) || rune.Value is 0xFEFF or 0xFFFD
                || (rune.Value & 0xFFFE) == 0xFFFE || Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherNotAssigned;

    /// <summary>Mastodon's set; a query may also end in <c>=</c> or <c>&amp;</c>, which say that a value is empty.</summary>
    private static bool MayEnd(int c, bool query) =>
        c is not ('(' or ')' or '?' or '!' or '*' or '\'' or '「' or '」' or ';' or ':' or ',' or '.' or '$' or '%' or '[' or ']' or '{' or '}' or '~'
            or '|' or '@' or '…' or '。' or '、' or '，' or '！' or '？' or '’' or '”' or '»')
        && (query || c is not ('=' or '&'));
}
