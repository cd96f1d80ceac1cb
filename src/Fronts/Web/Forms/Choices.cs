using System.Globalization;
using Antiphon.Posts;
using Antiphon.Web.Texts;

namespace Antiphon.Web.Forms;

/// <summary>What several forms offer.</summary>
public static class Choices
{
    /// <summary>Languages offered beside the server's own; others are kept where they are set already.</summary>
    private static readonly string[] Common =
    [
        "ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "fr", "ga", "gl", "he", "hi", "hr", "hu", "id", "is", "it", "ja", "ka",
        "ko", "lt", "lv", "mk", "ms", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "sw", "ta", "th", "tr", "uk", "ur", "vi", "zh",
    ];

    public static IReadOnlyList<Option> Visibilities(Words words) =>
    [
        .. Enum.GetValues<Visibility>().Select(v => new Option(v.ToString(), words["visibility." + v], words[$"visibility.{v}.hint"])),
    ];

    /// <summary>In their own names; the server's own first.</summary>
    public static IReadOnlyList<Option> Languages(Words words, IReadOnlyList<string> first, string? chosen)
    {
        var known = first.Concat(Common).Concat(chosen is null ? [] : [chosen]).Distinct().Where(static code => code.Length > 0);
        return [new Option(string.Empty, words["write.language-none"]), .. known.Select(static code => new Option(code, NameOf(code)))];
    }

    private static string NameOf(string code)
    {
        try
        {
            var name = CultureInfo.GetCultureInfo(code).NativeName;
            return name.Length == 0 ? code : name;
        }
        catch (CultureNotFoundException)
        {
            return code;
        }
    }
}
