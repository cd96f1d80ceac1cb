using System.Text;
using System.Text.Unicode;

namespace Antiphon.Networks.Archives.Meta;

/// <summary>Meta writes each byte of a text's UTF-8 as a character of its own: "\u00c3\u00b8" for ø.</summary>
internal static class Mojibake
{
    /// <summary>The text that was meant. One that cannot be such bytes is kept as it is: it was written rightly.</summary>
    public static string Repaired(string text)
    {
        var plain = true;
        foreach (var letter in text)
        {
            if (letter > 0xFF) return text;
            plain &= letter < 0x80;
        }

        if (plain) return text;
        var bytes = Encoding.Latin1.GetBytes(text);
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : text;
    }
}
