using System.Text;

namespace Antiphon.Posts.Text;

/// <summary>A text as it is stored.</summary>
internal static class CleanText
{
    /// <summary>Line ends as LF, no NUL and no lone surrogate (neither can be stored or sent), no blank edges.</summary>
    public static string Of(string text)
    {
        var unix = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace("\0", string.Empty, StringComparison.Ordinal);
        return WellFormed(unix).Trim();
    }

    private static string WellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) i++;
            else return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        }

        return text;
    }
}
