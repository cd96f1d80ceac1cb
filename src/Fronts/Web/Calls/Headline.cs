using System.Globalization;

namespace Antiphon.Web.Calls;

/// <summary>A call's wording as a headline: the whole of it where it is short, else its beginning. Pure.</summary>
public static class Headline
{
    /// <summary>Longer wordings would fill a phone's screen before the number is seen.</summary>
    private const int Most = 150;

    private const int LeastSentence = 25;

    private static readonly System.Buffers.SearchValues<char> Ends = System.Buffers.SearchValues.Create(".?!。？！؟");

    /// <summary>Whether the headline is the whole call, so that it need not be quoted beneath once more.</summary>
    public static bool IsWhole(string wording) => wording.Length <= Most && !wording.Contains('\n', StringComparison.Ordinal);

    public static string Of(string wording) => Cut(wording, Most);

    /// <summary>For a tab, where there is less room.</summary>
    public static string Short(string wording) => Cut(wording, 70);

    /// <summary>The call's first phrase as the button says it.</summary>
    public static string Phrase(string phrase)
    {
        var first = StringInfo.GetNextTextElement(phrase);
        return first.ToUpperInvariant() + phrase[first.Length..];
    }

    /// <summary>As many whole sentences as fit, if they are more than a word or two.</summary>
    private static string? FirstSentences(string line, int most)
    {
        var end = line.AsSpan(0, most).LastIndexOfAny(Ends);
        while (end >= 0 && end + 1 < line.Length && !char.IsWhiteSpace(line[end + 1])) end = line.AsSpan(0, end).LastIndexOfAny(Ends);
        return end + 1 >= LeastSentence ? line[..(end + 1)] : null;
    }

    /// <summary>Where a text without spaces can be cut without breaking a character that is made of several.</summary>
    private static int WholeElements(string line, int most)
    {
        var end = 0;
        while (end < most && StringInfo.GetNextTextElementLength(line.AsSpan(end)) is var next && end + next <= most) end += next;
        return end;
    }

    /// <summary>What is whole in itself needs no dots, whatever follows it.</summary>
    private static bool EndsSentence(string line) => line.TrimEnd('"', '”', '’', '»', '“', ')', '」') is [.., '.' or '!' or '?' or '。' or '！' or '？' or '؟' or '।' or '…'];

    private static string Cut(string wording, int most)
    {
        var line = wording.Split('\n')[0].Trim();
        if (line.Length <= most) return line.Length < wording.Trim().Length && !EndsSentence(line) ? line + " …" : line;
        if (FirstSentences(line, most) is { } whole) return whole;
        var end = line.LastIndexOf(' ', most);
        if (end < most / 2) end = WholeElements(line, most);
        return line[..end].TrimEnd(' ', ',', ';', ':', '–', '-') + " …";
    }
}
