using System.Diagnostics.CodeAnalysis;

namespace Antiphon.Posts.Text;

/// <summary>
/// The one gate between text that somebody wrote and an <c>href</c>. Only absolute http and https URLs pass, spelt plainly: what a browser would
/// have to repair first (white space, control characters, backslashes, a missing slash) is refused, because repair is where filters and
/// browsers disagree.
/// </summary>
public static class SafeUrl
{
    /// <summary>UTF-16 code units. Longer addresses are refused: proxies and browsers start to cut at about this length.</summary>
    public const int MaxLength = 2048;

    /// <summary>True, and the parsed URL, if <paramref name="s"/> may stand in an <c>href</c>. The string itself is then safe to use, escaped.</summary>
    public static bool TryHttp([NotNullWhen(true)] string? s, [NotNullWhen(true)] out Uri? url)
    {
        url = null;
        if (s is null || s.Length > MaxLength || SchemeLength(s) == 0 || !IsPlain(s)) return false;
        if (!Uri.TryCreate(s, UriKind.Absolute, out var parsed)) return false;
        if (parsed.Scheme is not ("http" or "https") || parsed.Host.Length == 0) return false;
        // https://your-bank.example@elsewhere.example shows one host and goes to another.
        if (parsed.UserInfo.Length != 0) return false;
        url = parsed;
        return true;
    }

    /// <summary>
    /// True for an address that our own code made and that may stand in an <c>href</c>: http or https, or a path on this server. Checked without
    /// parsing, since every hashtag and mention of every post passes here.
    /// </summary>
    internal static bool IsOurs(string address) =>
        (SchemeLength(address) > 0 || (address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal))) && IsPlain(address);

    private static bool IsPlain(string s)
    {
        for (var at = 0; at < s.Length;)
        {
            if (char.IsAsciiLetterOrDigit(s[at]))
            {
                at++;
                continue;
            }

            if (IsTrick(Letters.RuneAt(s, at, out var length).Value)) return false;
            at += length;
        }

        return true;
    }

    /// <summary>Length of <c>http://</c> or <c>https://</c> at the start, in any case; 0 if there is neither.</summary>
    internal static int SchemeLength(ReadOnlySpan<char> s) =>
        s.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8 : s.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7 : 0;

    /// <summary>Characters that no address needs and that browsers drop, turn or break at. Halves of surrogate pairs arrive here as U+FFFD.</summary>
    private static bool IsTrick(int c) =>
        c is <= ' ' or '\\' or '"' or '<' or '>' or '`' or 0xFEFF or 0xFFFD
        || c is >= 0x7F and <= 0xA0 || c <= 0xFFFF && char.IsWhiteSpace((char)c) || Letters.IsDirectional(c) || (c & 0xFFFE) == 0xFFFE;
}
