namespace Antiphon.Settings;

/// <summary>Language tags as BCP 47 writes them, of the simple sort that posts carry: a language, and perhaps a script or region ("pt-BR", "zh-Hant").</summary>
public static class LanguageCode
{
    /// <summary>Well-formed; whether anybody speaks it is not looked up.</summary>
    public static bool IsWellFormed(string code)
    {
        var parts = code.Split('-');
        return parts.Length <= 3
            && parts[0].Length is 2 or 3
            && parts[0].All(char.IsAsciiLetterLower)
            && parts.Skip(1).All(static part => part.Length is >= 2 and <= 8 && part.All(char.IsAsciiLetterOrDigit));
    }
}
