using System.Globalization;
using System.Text;

namespace Antiphon.Answers.Recognition;

/// <summary>What signs between words mean.</summary>
internal static class Punctuation
{
    public const ulong MayOpen = 1, MayClose = 2, RoleBits = 3;

    /// <summary>Null for white space within a line.</summary>
    public static Kind? KindOf(Rune rune, string text, int at) => rune.Value switch
    {
        '\n' or '\r' or '\v' or '\f' or 0x85 or 0x2028 or 0x2029 => Kind.Line,
        '.' => IsDigit(text, at - 1) && IsDigit(text, at + 1) ? Kind.Other : Kind.Stop,
        '!' or '?' or '…' or '‼' or '⁇' or '⁈' or '⁉' or '‽' or '。' or '．' or '｡' or '！' or '？' or '؟' or '۔' or '।' or '॥' or '¡' or '¿' => Kind.Stop,
        ',' or '،' or '、' or '，' or '､' or '﹐' or ';' or '；' or '؛' => Kind.Comma,
        ':' or '：' => Kind.Colon,
        '-' or '\u2010' or '\u2011' => IsSpace(text, at - 1) && IsSpace(text, at + 1) ? Kind.Break : Kind.Other,
        '–' or '—' or '―' or '(' or ')' or '[' or ']' or '（' or '）' or '【' or '】' or '|' => Kind.Break,
        _ when Family(rune.Value) != 0 => Kind.Quote,
        _ when rune.Value is '\t' || Rune.IsWhiteSpace(rune) => null,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol ? Kind.Break : Kind.Other,
    };

    /// <summary>A quotation mark's family, times four, and whether it may open or close there.</summary>
    public static ulong Quotation(Rune rune, string text, int at)
    {
        var family = Family(rune.Value);
        if (family > Single) return (family << 2) | MayOpen | MayClose; // the French put a space inside theirs
        bool before = IsSpace(text, at - 1), after = IsSpace(text, at + 1);
        var role = (after ? 0 : MayOpen) | (before ? 0 : MayClose);
        if (family == Single)
        {
            if (IsLetter(text, at - 1)) role &= ~MayOpen;
            if (IsLetter(text, at + 1)) role &= ~MayClose;
        }

        return (family << 2) | role;
    }

    private const ulong Single = 2;

    // Germans close with what the English open with, and Danes turn guillemets round: so a family's marks pair by turns, not by shape.
    private static ulong Family(int c) => c switch
    {
        '"' or '“' or '”' or '„' or '‟' or '＂' or '〝' or '〞' or '〟' => 1,
        '\'' or '‘' or '’' or '‚' or '‛' or '`' or '´' => Single,
        '«' or '»' => 3,
        '‹' or '›' => 4,
        '「' or '」' or '｢' or '｣' => 5,
        '『' or '』' => 6,
        '《' or '》' => 7,
        _ => 0,
    };

    private static bool IsSpace(string text, int at) => at < 0 || at >= text.Length || char.IsWhiteSpace(text[at]);

    private static bool IsDigit(string text, int at) => at >= 0 && at < text.Length && char.IsAsciiDigit(text[at]);

    private static bool IsLetter(string text, int at) => at >= 0 && at < text.Length && char.IsLetterOrDigit(text[at]);
}

/// <summary>Scripts.</summary>
internal static class Scripts
{
    /// <summary>
    /// Thai, Lao, Burmese, Khmer, kana and Han: where words end cannot be seen there, so a phrase is found anywhere between two letters. Hangul is written
    /// with spaces, and 나도 must not be found in 하나도.
    /// </summary>
    public static bool HasNoSpaces(int c) =>
        c is (>= 0x0E00 and <= 0x0EFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF)
            or (>= 0x2E80 and <= 0x2FDF) or (>= 0x3005 and <= 0x3007) or (>= 0x3041 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or (>= 0x3400 and <= 0x9FFF)
            or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF66 and <= 0xFF9F) or (>= 0x20000 and <= 0x3FFFF);
}
