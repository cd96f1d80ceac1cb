using System.Globalization;
using Antiphon.Posts.Text;

namespace Antiphon.Answers.Recognition;

/// <summary>A word or a hashtag of a text, folded for comparison.</summary>
/// <param name="Text">Without case, diacritics and width; a tag without its sign.</param>
/// <param name="Tag">Whether it is a hashtag.</param>
/// <param name="Sentence">Number of the sentence or line in which it stands.</param>
/// <param name="Quoted">Whether it stands between quotation marks.</param>
internal readonly record struct Token(string Text, bool Tag, int Sentence, bool Quoted);

/// <summary>Cuts a text into words, in one pass. Mentions and links are no words; in scripts that are written without spaces each character is one.</summary>
internal static class Tokens
{
    private const string Opening = "\"“„«»‹›「『”";
    private const string Ends = ".!?…。！？؟;:\n،，";

    public static List<Token> Of(string text)
    {
        var tokens = new List<Token>();
        var (sentence, quoted, at) = (0, false, 0);
        foreach (var entity in Entities.Find(text))
        {
            Plain(text.AsSpan(at, entity.Start - at), tokens, ref sentence, ref quoted);
            if (entity.Kind == EntityKind.Hashtag) tokens.Add(new Token(Hashtags.Fold(entity.Value), true, sentence, quoted));
            at = entity.End;
        }

        Plain(text.AsSpan(at), tokens, ref sentence, ref quoted);
        return tokens;
    }

    private static void Plain(ReadOnlySpan<char> text, List<Token> tokens, ref int sentence, ref bool quoted)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && IsWord(text, i))
            {
                if (start >= 0 && (Unspaced(text[i]) || Unspaced(text[start]))) Take(text[start..i], tokens, sentence, quoted, ref start);
                if (start < 0) start = i;
                continue;
            }

            if (start >= 0) Take(text[start..i], tokens, sentence, quoted, ref start);
            if (i == text.Length) break;
            if (Ends.Contains(text[i], StringComparison.Ordinal)) sentence++;
            if (Opening.Contains(text[i], StringComparison.Ordinal)) quoted = !quoted;
            if (text[i] == '\n') quoted = false;
        }
    }

    private static void Take(ReadOnlySpan<char> word, List<Token> tokens, int sentence, bool quoted, ref int start)
    {
        start = -1;
        var folded = Hashtags.Fold(Bare(word));
        if (folded.Length > 0) tokens.Add(new Token(folded, false, sentence, quoted));
    }

    /// <summary>Without apostrophes, zero-width characters and the Arabic tatweel.</summary>
    private static string Bare(ReadOnlySpan<char> word) => new string([.. word.ToArray().Where(static c => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || Mark(c))]);

    private static bool Mark(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark && c != '\uFE0F';

    private static bool IsWord(ReadOnlySpan<char> text, int i)
    {
        var c = text[i];
        if (char.IsLetterOrDigit(c) || Mark(c) || c is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\u00AD' or '\u0640') return true;
        if (char.IsSurrogate(c)) return char.IsHighSurrogate(c) && i + 1 < text.Length ? Letter(text[i], text[i + 1]) : i > 0 && char.IsLowSurrogate(c) && Letter(text[i - 1], c);
        return c is '\'' or '’' && i > 0 && i + 1 < text.Length && char.IsLetter(text[i - 1]) && char.IsLetter(text[i + 1]);
    }

    private static bool Letter(char high, char low) => char.IsSurrogatePair(high, low) && System.Text.Rune.IsLetterOrDigit(new System.Text.Rune(high, low));

    private static bool Unspaced(char c) => c is (>= '\u0E00' and <= '\u0EFF') or (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7AF');
}
