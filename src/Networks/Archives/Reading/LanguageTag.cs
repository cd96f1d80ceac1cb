using System.Text;

namespace Antiphon.Networks.Archives.Reading;

/// <summary>What an archive says of a post's language.</summary>
internal static class LanguageTag
{
    private const int Longest = 35;

    /// <summary>The tag, where it names a language (BCP 47); null of anything else, such as "und", "qht" and "zxx", which say that nothing is known.</summary>
    public static string? Of(ReadOnlySpan<byte> tag)
    {
        if (tag.Length is < 2 or > Longest) return null;
        var language = tag.IndexOf((byte)'-') is var dash and >= 0 ? tag[..dash] : tag;
        if (language.Length is < 2 or > 3) return null;
        foreach (var letter in language)
            if ((letter | 0x20) is < 'a' or > 'z') return null;
        foreach (var letter in tag)
            if (letter != '-' && !char.IsAsciiLetterOrDigit((char)letter)) return null;
        var text = Encoding.ASCII.GetString(tag);
        return text.Length == 3 && (text is "und" or "zxx" or "mul" or "mis" || (text[0] == 'q' && text[1] <= 't')) ? null : text;
    }
}
