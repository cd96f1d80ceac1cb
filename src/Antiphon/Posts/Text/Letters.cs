using System.Globalization;
using System.Text;

namespace Antiphon.Posts.Text;

/// <summary>Unicode questions that all scanners ask. Categories come with the runtime, so the answers do not depend on the machine's ICU.</summary>
internal static class Letters
{
    /// <summary>The character that starts at <paramref name="at"/>; U+FFFD with length 1 for half a surrogate pair.</summary>
    public static Rune RuneAt(ReadOnlySpan<char> text, int at, out int length)
    {
        if (char.IsAscii(text[at]))
        {
            length = 1;
            return new Rune(text[at]);
        }

        Rune.DecodeFromUtf16(text[at..], out var rune, out length);
        return rune;
    }

    /// <summary>The character that ends just before <paramref name="at"/>; <c>default</c> (NUL) at the start of the text.</summary>
    public static Rune RuneBefore(ReadOnlySpan<char> text, int at)
    {
        if (at == 0) return default;
        Rune.DecodeLastFromUtf16(text[..at], out var rune, out _);
        return rune;
    }

    public static bool IsAsciiWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    public static bool IsLetterOrMark(Rune rune) => rune.IsAscii
        ? char.IsAsciiLetter((char)rune.Value)
        : Rune.GetUnicodeCategory(rune) <= UnicodeCategory.EnclosingMark && !IsVariationSelector(rune); // Lu, Ll, Lt, Lm, Lo, Mn, Mc, Me

    /// <summary>Ruby's <c>[[:word:]]</c>: letters, marks, decimal digits, connecting punctuation.</summary>
    public static bool IsWord(Rune rune)
    {
        if (rune.IsAscii) return IsAsciiWord((char)rune.Value);
        var category = Rune.GetUnicodeCategory(rune);
        return (category is <= UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation) && !IsVariationSelector(rune);
    }

    /// <summary>U+FE0E and U+FE0F pick the text or picture form of the character before; Unicode calls them marks, readers do not see them.</summary>
    public static bool IsVariationSelector(Rune rune) => rune.Value is 0xFE0E or 0xFE0F;

    /// <summary>Characters that steer the direction of text (UAX #9). They may stand around a link, never in one.</summary>
    public static bool IsDirectional(int c) => c is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    /// <summary>
    /// Thai, Lao, Burmese, Khmer, kana and Han, where a sentence meets a link or a name without a space; and Hangul, whose particles do.
    /// </summary>
    public static bool IsWrittenWithoutSpaces(int c) =>
        c is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1100 and <= 0x11FF) or (>= 0x1780 and <= 0x17FF)
            or (>= 0x2E80 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7FF) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF66 and <= 0xFFDC)
            or (>= 0x20000 and <= 0x3FFFF);
}
