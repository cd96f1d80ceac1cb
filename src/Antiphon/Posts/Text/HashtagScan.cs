using System.Globalization;
using System.Text;

namespace Antiphon.Posts.Text;

/// <summary>
/// A hashtag: <c>#</c> or <c>＃</c>, then letters, marks, decimal digits, <c>_</c> and the joiners that some scripts write inside words, with at
/// least one letter. Not glued to a word, a slash, <c>=</c> or <c>&amp;</c> before it.
/// </summary>
internal static class HashtagScan
{
    /// <summary>Longer runs are no tag that anyone types; the limit keeps keys short. Mastodon's own column holds 255 bytes.</summary>
    private const int MaxLength = 200;

    public static Entity? At(string text, int sign)
    {
        if (sign > 0 && !MayPrecede(Letters.RuneBefore(text, sign))) return null;
        var (end, lettersSeen) = Body(text, sign + 1);
        if (text.AsSpan(end).StartsWith("://", StringComparison.Ordinal)) end = WithoutScheme(text, sign + 1, end);
        else end = WithoutTrailingJoiners(text, sign + 1, end);
        var length = end - sign - 1;
        if (length is 0 or > MaxLength || !lettersSeen) return null;
        return new Entity(EntityKind.Hashtag, sign, length + 1, text.Substring(sign + 1, length));
    }

    private static bool MayPrecede(Rune before) => before.Value is not ('/' or '=' or '&') && !Letters.IsWord(before);

    private static (int End, bool LettersSeen) Body(string text, int start)
    {
        var letters = false;
        var at = start;
        while (at < text.Length && at - start <= MaxLength)
        {
            var rune = Letters.RuneAt(text, at, out var length);
            if (Letters.IsLetterOrMark(rune)) letters = true;
            else if (!IsDigit(rune) && !IsJoiner(rune.Value)) break;
            at += length;
        }

        return (at, letters);
    }

    private static bool IsDigit(Rune rune) => rune.IsAscii
        ? char.IsAsciiDigit((char)rune.Value)
        : Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber;

    /// <summary>
    /// What may stand between letters: <c>_</c>, the joiners of Arabic and Indic scripts, middle dots (Catalan, katakana), Tibetan tsheg, Hebrew
    /// punctuation, the Japanese ditto and wave marks. The set of twitter-text, which contains Mastodon's.
    /// </summary>
    private static bool IsJoiner(int c) => c is '_' or 0x200C or 0x200D or 0x00B7 or 0x30FB or 0x0F0B or 0x0F0C or 0x05BE or 0x05F3 or 0x05F4
        or 0xA67E or 0xFF5E or 0x301C or 0x309B or 0x309C or 0x30A0 or 0x3003;

    /// <summary>A joiner at the end joins nothing: it is left to the sentence.</summary>
    private static int WithoutTrailingJoiners(string text, int start, int end)
    {
        while (end > start && text[end - 1] is '\u200C' or '\u200D' or '\u00B7' or '\u30FB') end--;
        return end;
    }

    /// <summary><c>#http://…</c> is no hashtag; in <c>#会議http://…</c> the tag ends where the link starts, as in Mastodon.</summary>
    private static int WithoutScheme(string text, int start, int end)
    {
        var tag = text.AsSpan(start, end - start);
        if (tag.EndsWith("https", StringComparison.OrdinalIgnoreCase)) return end - 5;
        if (tag.EndsWith("http", StringComparison.OrdinalIgnoreCase)) return end - 4;
        return end;
    }
}
