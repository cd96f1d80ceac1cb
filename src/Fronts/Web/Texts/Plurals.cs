namespace Antiphon.Web.Texts;

/// <summary>
/// Which form of a counted sentence fits a number: the categories of Unicode CLDR for whole numbers. A language's file names its family, so that a new language
/// of a known family is one file. https://www.unicode.org/cldr/charts/48/supplemental/language_plural_rules.html
/// </summary>
internal static class Plurals
{
    public const string Other = "other";

    public static Func<long, string> Family(string name) => name switch
    {
        "none" => static _ => Other,
        "one" => static n => n == 1 ? "one" : Other,
        "zero-one" => static n => n is 0 or 1 ? "one" : Other,
        "spanish" => static n => n == 1 ? "one" : Millions(n) ? "many" : Other,
        "french" => static n => n is 0 or 1 ? "one" : Millions(n) ? "many" : Other,
        "east-slavic" => EastSlavic,
        "polish" => static n => n == 1 ? "one" : n % 10 is >= 2 and <= 4 && n % 100 is not (>= 12 and <= 14) ? "few" : "many",
        "czech" => static n => n == 1 ? "one" : n is >= 2 and <= 4 ? "few" : Other,
        "arabic" => Arabic,
        _ => throw new InvalidDataException($"There is no plural family \"{name}\". Known: none, one, zero-one, spanish, french, east-slavic, polish, czech, arabic."),
    };

    /// <summary>Whole millions take "de": "1 000 000 de personnes", "2.000.000 de personas".</summary>
    private static bool Millions(long n) => n != 0 && n % 1_000_000 == 0;

    private static string EastSlavic(long n) => (n % 10, n % 100) switch
    {
        (1, not 11) => "one",
        (>= 2 and <= 4, not (>= 12 and <= 14)) => "few",
        _ => "many",
    };

    private static string Arabic(long n) => n switch
    {
        0 => "zero",
        1 => "one",
        2 => "two",
        _ => (n % 100) switch
        {
            >= 3 and <= 10 => "few",
            >= 11 => "many",
            _ => Other,
        },
    };
}
