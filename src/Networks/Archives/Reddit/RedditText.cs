using System.Net;
using System.Text;

namespace Antiphon.Networks.Archives.Reddit;

/// <summary>Text as Reddit keeps it: Markdown, with three characters written as HTML has them.</summary>
internal static class RedditText
{
    /// <summary>Whether its author or a moderator took it back.</summary>
    public static bool IsTakenBack(string? text) => text is "[deleted]" or "[removed]" or "[ Removed by Reddit ]";

    /// <summary>The author's own words, and those of the lines that repeat what is answered (they begin with "&gt;"): somebody else's "me too" is nobody's second one.</summary>
    public static (string Own, string? Repeated) Of(string text)
    {
        if (text.Contains('&', StringComparison.Ordinal)) text = WebUtility.HtmlDecode(text);
        if (!text.Contains('>', StringComparison.Ordinal)) return (text, null);
        var (own, repeated) = (new StringBuilder(text.Length), new StringBuilder());
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var inside = line.TrimStart();

            // ">!hidden!<" is the author's own.
            if (inside.StartsWith(">") && !inside.StartsWith(">!")) repeated.Append(inside.TrimStart('>').Trim()).Append('\n');
            else own.Append(line).Append('\n');
        }

        return (own.ToString().Trim(), repeated.Length == 0 ? null : repeated.ToString().TrimEnd());
    }
}
