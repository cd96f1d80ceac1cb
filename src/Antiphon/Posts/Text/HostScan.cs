using System.Globalization;
using System.Text;

namespace Antiphon.Posts.Text;

/// <summary>The host of a link: labels and dots, of any script, with a top-level name made of letters.</summary>
internal static class HostScan
{
    /// <summary>
    /// Offset after the host that starts at <paramref name="start"/>, or -1. Numeric addresses and names without a dot (localhost, router) are no
    /// hosts here, as in Mastodon: in a public text they would point into the reader's own network.
    /// </summary>
    public static int End(string text, int start)
    {
        var end = -1;
        var label = start;
        var previousHasUnderscore = false;
        for (var number = 0; ; number++)
        {
            var next = LabelEnd(text, label, number, out var hasUnderscore);
            if (next == label || !IsLabel(text.AsSpan(label, next - label))) break;
            if (number > 0 && !previousHasUnderscore && IsTopLevel(text.AsSpan(label, next - label))) end = next;
            if (next >= text.Length || text[next] != '.') break;
            previousHasUnderscore = hasUnderscore;
            label = next + 1;
        }

        // name.example@… is half of an e-mail address or a disguise; name.example+… is half of something else.
        return end >= 0 && end < text.Length && (text[end] is '@' or '+' || Letters.IsAsciiWord(text[end]) || text[end] == '-') ? -1 : end;
    }

    private static int LabelEnd(string text, int start, int number, out bool hasUnderscore)
    {
        hasUnderscore = false;
        var at = start;
        while (at < text.Length)
        {
            var rune = Letters.RuneAt(text, at, out var length);
            if (rune.Value == '_') hasUnderscore = true;
            if (!IsHostCharacter(rune)) break;
            // "http://example.comを見て": in scripts without spaces the sentence goes on at once after a well-known top-level name.
            if (number > 0 && at > start && !rune.IsAscii && Letters.IsWrittenWithoutSpaces(rune.Value) && IsWellKnown(text.AsSpan(start, at - start))) break;
            at += length;
        }

        return at;
    }

    private static bool IsHostCharacter(Rune rune)
    {
        if (rune.IsAscii) return char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '-' or '_';
        if (rune.Value == 0xFFFD) return false;
        return Rune.GetUnicodeCategory(rune) is <= UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherSymbol
            || rune.Value is 0x200C or 0x200D or 0x30FB or 0x00B7;
    }

    private static bool IsLabel(ReadOnlySpan<char> label) =>
        label[0] is not ('-' or '_') && label[^1] is not ('-' or '_')
        && (!label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase) || Ascii.IsValid(label)); // Punycode is ASCII (RFC 3492).

    /// <summary>Two ASCII letters or more, or <c>xn--…</c>, or letters and marks of another script. Shape, not a list: lists of names go stale.</summary>
    private static bool IsTopLevel(ReadOnlySpan<char> label)
    {
        if (label.Length < 2) return false;
        if (label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase)) return label.Length > 4 && !label.Contains('_');
        foreach (var rune in label.EnumerateRunes())
            if (!Letters.IsLetterOrMark(rune)) return false;
        return true;
    }

    private static bool IsWellKnown(ReadOnlySpan<char> label)
    {
        foreach (var c in label)
            if (!char.IsAsciiLetter(c)) return false;
        if (label.Length == 2) return true; // Every country's.
        foreach (var name in (ReadOnlySpan<string>)["com", "net", "org", "edu", "gov", "info", "int", "app", "dev", "blog", "social", "site", "shop"])
            if (label.Equals(name, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
