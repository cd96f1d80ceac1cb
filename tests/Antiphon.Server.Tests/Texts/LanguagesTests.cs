using Antiphon.Web.Texts;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Antiphon.Server.Tests.Texts;

/// <summary>How each language writes numbers, counts and dates, and whose wish for a language counts.</summary>
public sealed class LanguagesTests
{
    private static readonly Languages Languages = new();

    /// <summary>1 October 2017, a Sunday, 20:21:11 UTC.</summary>
    private const long First = 1_506_889_271_000;

    [Theory]
    [InlineData("en", "999|1,000|12,345|1,234,567|−1,000")]
    [InlineData("es", "999|1000|12.345|1.234.567|−1000")]
    [InlineData("fr", "999|1\u202f000|12\u202f345|1\u202f234\u202f567|−1\u202f000")]
    [InlineData("de", "999|1.000|12.345|1.234.567|−1.000")]
    [InlineData("ar", "999|1,000|12,345|1,234,567|−1,000")]
    public void Thousands_are_set_apart_as_the_language_does(string language, string written) =>
        Assert.Equal(written, string.Join('|', new long[] { 999, 1_000, 12_345, 1_234_567, -1_000 }.Select(Languages[language].Number)));

    [Theory]
    [InlineData("en", "2.5 million")]
    [InlineData("es", "2,5 millones")]
    [InlineData("fr", "2,5 millions")]
    [InlineData("de", "2,5 Millionen")]
    [InlineData("ar", "2.5 مليون")]
    public void Millions_are_said_in_words(string language, string written) => Assert.Equal(written, Languages[language].Short(2_504_000));

    [Theory]
    [InlineData("en", 1_000_000, "1,000,000 people answered")]
    [InlineData("es", 1, "1 persona respondió")]
    [InlineData("es", 1_000_000, "1.000.000 de personas respondieron")]
    [InlineData("es", 1_000_001, "1.000.001 personas respondieron")]
    [InlineData("fr", 0, "0 personne a répondu")]
    [InlineData("fr", 1, "1 personne a répondu")]
    [InlineData("fr", 2, "2 personnes ont répondu")]
    [InlineData("fr", 1_000_000, "1\u202f000\u202f000 de personnes ont répondu")]
    [InlineData("de", 1, "1 Mensch hat geantwortet")]
    [InlineData("ar", 0, "لم يُجب أحد بعد")]
    [InlineData("ar", 1, "أجاب شخص واحد")]
    [InlineData("ar", 2, "أجاب شخصان")]
    [InlineData("ar", 3, "أجاب 3 أشخاص")]
    [InlineData("ar", 11, "أجاب 11 شخصًا")]
    [InlineData("ar", 100, "أجاب 100 شخص")]
    [InlineData("ar", 1_103, "أجاب 1,103 أشخاص")]
    public void People_are_counted_in_the_languages_grammar(string language, long n, string said) => Assert.Equal(said, Languages[language].Count("call.people", n));

    [Theory]
    [InlineData("en", "Sunday 1 October 2017, 20:21 UTC")]
    [InlineData("es", "domingo, 1 de octubre de 2017, 20:21 UTC")]
    [InlineData("fr", "dimanche 1er octobre 2017, 20:21 UTC")]
    [InlineData("de", "Sonntag, 1. Oktober 2017, 20:21 UTC")]
    [InlineData("ar", "الأحد 1 أكتوبر 2017، 20:21 UTC")]
    public void Dates_are_written_as_the_language_does(string language, string written) => Assert.Equal(written, Languages[language].Full(First));

    [Theory]
    [InlineData("en", "a, b and c")]
    [InlineData("es", "a, b y c")]
    [InlineData("fr", "a, b et c")]
    [InlineData("de", "a, b und c")]
    [InlineData("ar", "a، b وc")]
    public void Lists_are_joined_as_the_language_does(string language, string written) => Assert.Equal(written, Languages[language].List(["a", "b", "c"]));

    [Theory]
    [InlineData("", "", "", "en")]
    [InlineData("", "", "fr-CA, en;q=0.5", "fr")]
    [InlineData("", "", "nl, de;q=0.8, en;q=0.9", "en")]
    [InlineData("", "", "fr;q=0, es;q=0.1", "es")]
    [InlineData("", "", "nonsense;;q", "en")]
    [InlineData("", "ar", "fr", "ar")]
    [InlineData("", "xx", "fr", "fr")]
    [InlineData("?lang=de", "ar", "fr", "de")]
    [InlineData("?lang=xx", "", "fr", "fr")]
    [InlineData("?lang=de&lang=ar", "", "", "en")]
    public void The_address_comes_before_the_choice_and_that_before_the_browsers_wish(string query, string cookie, string wishes, string spoken)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString(query);
        if (cookie.Length > 0) request.Headers.Cookie = $"language={cookie}";
        if (wishes.Length > 0) request.Headers.AcceptLanguage = wishes;
        Assert.Equal(spoken, Languages.For(request).Language);
    }

    [Theory]
    [InlineData("en", "A headline has 150 characters at most.", "A headline has 150 characters at most.")]
    [InlineData("de", "A headline has 150 characters at most.", "Eine Überschrift hat höchstens 150 Zeichen.")]
    [InlineData("es", "This name is taken. Choose another.", "Este nombre ya está ocupado. Elige otro.")]
    [InlineData("fr", "Nobody has translated this.", "Nobody has translated this.")]
    [InlineData("fr", "A headline has 150 characters at most, or not.", "A headline has 150 characters at most, or not.")]
    public void A_refusal_of_the_house_is_said_in_the_pages_language(string language, string message, string said) => Assert.Equal(said, Languages[language].Refused(message));

    [Fact]
    public void Every_language_names_itself_and_knows_its_direction() =>
        Assert.Equal(["ar العربية rtl", "de Deutsch ltr", "en English ltr", "es Español ltr", "fr Français ltr"], Languages.All.Select(static words => $"{words.Language} {words.Name} {words.Direction}"));
}
