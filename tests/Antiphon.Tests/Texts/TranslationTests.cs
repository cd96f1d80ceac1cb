using System.Text.Json;
using System.Text.RegularExpressions;
using Antiphon.Tests.House;
using Xunit;

namespace Antiphon.Tests.Texts;

/// <summary>Every language of the pages says everything that English says, in all the plural forms that its grammar has, with the same places to fill in.</summary>
public sealed partial class TranslationTests
{
    private const string Folder = "src/Fronts/Web/Texts/";

    /// <summary>The categories of each plural family for whole numbers: https://www.unicode.org/cldr/charts/48/supplemental/language_plural_rules.html</summary>
    private static readonly Dictionary<string, string[]> Categories = new()
    {
        ["none"] = ["other"],
        ["one"] = ["one", "other"],
        ["zero-one"] = ["one", "other"],
        ["spanish"] = ["one", "many", "other"],
        ["french"] = ["one", "many", "other"],
        ["east-slavic"] = ["one", "few", "many", "other"],
        ["polish"] = ["one", "few", "many", "other"],
        ["czech"] = ["one", "few", "other"],
        ["arabic"] = ["zero", "one", "two", "few", "many", "other"],
    };

    private static readonly JsonElement English = Read("en");

    public static TheoryData<string> Others => [.. Checkout.Files
        .Where(static path => path.StartsWith(Folder, StringComparison.Ordinal) && path.EndsWith(".json", StringComparison.Ordinal))
        .Select(static path => Path.GetFileNameWithoutExtension(path)).Where(static language => language != "en")];

    [Theory]
    [MemberData(nameof(Others))]
    public void Every_text_is_said_in_every_language(string language) =>
        Assert.Equal(string.Empty, string.Join('\n', Keys(English).Except(Keys(Read(language))).Order(StringComparer.Ordinal)));

    [Theory]
    [MemberData(nameof(Others))]
    public void No_language_says_what_English_does_not_and_every_file_is_sorted(string language)
    {
        var keys = Keys(Read(language)).ToList();
        Assert.Equal(string.Empty, string.Join('\n', keys.Except(Keys(English))));
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void Counted_sentences_have_every_form_of_the_languages_grammar(string language)
    {
        var file = Read(language);
        var forms = Categories[file.GetProperty("_").GetProperty("plurals").GetString()!];
        var wrong = file.EnumerateObject().Where(static entry => entry.Name != "_" && entry.Value.ValueKind == JsonValueKind.Object)
            .Where(entry => !entry.Value.EnumerateObject().Select(static form => form.Name).SequenceEqual(forms)).Select(static entry => entry.Name);
        Assert.Equal(string.Empty, string.Join('\n', wrong));
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void What_is_filled_in_is_filled_in_everywhere(string language)
    {
        var file = Read(language);
        var wrong = from entry in English.EnumerateObject()
                    where entry.Name != "_" && file.TryGetProperty(entry.Name, out _)
                    let said = file.GetProperty(entry.Name)
                    where said.ValueKind != entry.Value.ValueKind || !Places(Whole(said)).SetEquals(Places(Whole(entry.Value)))
                    select entry.Name;
        Assert.Equal(string.Empty, string.Join('\n', wrong));
    }

    /// <summary>The house's refusals are their own keys, so a sentence that is changed there must be changed here.</summary>
    [Theory]
    [MemberData(nameof(Others))]
    public void Every_refusal_that_is_translated_is_one_of_the_houses(string language)
    {
        var known = Read(language).GetProperty("_").GetProperty("refusals").EnumerateObject().ToList();
        Assert.Equal(string.Empty, string.Join('\n', known.Select(static one => one.Name).Where(static said => !Literals.Contains(said))));
        Assert.All(known, static one => Assert.Equal(one.Name.Count(static c => c == '*'), one.Value.GetString()!.Count(static c => c == '*')));
        Assert.Equal(string.Empty, string.Join('\n', Read("es").GetProperty("_").GetProperty("refusals").EnumerateObject().Select(static one => one.Name).Except(known.Select(static one => one.Name))));
    }

    /// <summary>Every sentence in the sources, with a star for what is filled in.</summary>
    private static readonly HashSet<string> Literals = [.. Checkout.Files.Where(static path => path.StartsWith("src/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal))
        .SelectMany(static path => Literal().Matches(Checkout.Text(path)))
        .Select(static match => match.Value[0] == '$' ? Hole().Replace(match.Groups[1].Value, "*") : match.Groups[1].Value.Replace("\\\"", "\"", StringComparison.Ordinal))];

    private static JsonElement Read(string language) => JsonDocument.Parse(Checkout.Text($"{Folder}{language}.json")).RootElement;

    private static IEnumerable<string> Keys(JsonElement file) => file.EnumerateObject().Select(static entry => entry.Name).Where(static name => name != "_");

    /// <summary>A sentence, or the form that fits most numbers: "one" and "two" may say the number in a word.</summary>
    private static string Whole(JsonElement said) => said.ValueKind == JsonValueKind.Object ? said.GetProperty("other").GetString()! : said.GetString()!;

    private static HashSet<string> Places(string sentence) => [.. Place().Matches(sentence).Select(static match => match.Value)];

    [GeneratedRegex(@"\$?""((?:[^""\\\n]|\\.)*)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\{[0-9n]\}")]
    private static partial Regex Place();
}
