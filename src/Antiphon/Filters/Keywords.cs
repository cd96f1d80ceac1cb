using System.Globalization;
using System.Text;

namespace Antiphon.Filters;

/// <summary>
/// Where a keyword stands in a text. As Mastodon has it: capitals do not matter, and a whole word ends where no letter, mark, digit or connector (Unicode's word characters) follows; an end of
/// the keyword that is none of these, as in "#ill" or "C++", may stand anywhere.
/// </summary>
public static class Keywords
{
    /// <summary>The first place's own spelling, or null.</summary>
    public static string? Find(string text, string keyword, bool wholeWord)
    {
        if (keyword.Length == 0) return null;
        var (opens, closes) = (wholeWord && IsWord(First(keyword, 0)), wholeWord && IsWord(Last(keyword, keyword.Length)));
        for (var from = 0; from <= text.Length - keyword.Length;)
        {
            var at = text.IndexOf(keyword, from, StringComparison.OrdinalIgnoreCase);
            if (at < 0) return null;
            var end = at + keyword.Length;
            if (opens && at > 0 && IsWord(Last(text, at)))
            {
                // Inside a word none begins: on with the next, so that a text that is one long word is gone through once.
                from = NextWord(text, at);
                continue;
            }

            if (!(closes && end < text.Length && IsWord(First(text, end)))) return text[at..end];
            from = opens ? NextWord(text, at) : at + 1;
        }

        return null;
    }

    /// <summary>Where the word that stands here is over.</summary>
    private static int NextWord(string text, int at)
    {
        while (at < text.Length && Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length) == OperationStatus && IsWord(rune)) at += length;
        return Math.Min(at + 1, text.Length);
    }

    private static Rune First(string text, int at) => Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out _) == OperationStatus ? rune : Rune.ReplacementChar;

    private static Rune Last(string text, int end) => Rune.DecodeLastFromUtf16(text.AsSpan(0, end), out var rune, out _) == OperationStatus ? rune : Rune.ReplacementChar;

    private const System.Buffers.OperationStatus OperationStatus = System.Buffers.OperationStatus.Done;

    private static bool IsWord(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.ConnectorPunctuation;
}
