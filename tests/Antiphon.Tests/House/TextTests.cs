using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Antiphon.Tests.House;

/// <summary>What the pages say stands in one file per language. A key that a page asks for and the file lacks would be an error page; a key that nothing asks for is dead weight for translators.</summary>
public sealed partial class TextTests
{
    private const string Folder = "src/Fronts/Web/Texts/";

    /// <summary>Endings of file names, which look like keys.</summary>
    private static readonly string[] FileNames = [".js", ".css", ".svg", ".cshtml", ".json", ".csv", ".cs"];

    private static readonly Dictionary<string, JsonElement> English = Read(Folder + "en.json");

    /// <summary>Every string of the pages' sources that looks like a key of the texts; those that end in a full stop are beginnings.</summary>
    private static readonly HashSet<string> InUse = [.. Sources()
        .SelectMany(static source => LooksLikeAKey().Matches(source).Select(static match => match.Groups[1].Value))
        .Where(static key => !FileNames.Any(ending => key.EndsWith(ending, StringComparison.Ordinal)))];

    [Fact]
    public void Every_text_that_a_page_asks_for_is_in_the_file()
    {
        var families = English.Keys.Select(static key => key.Split('.')[0]).ToHashSet();
        var asked = InUse.Where(key => families.Contains(key.Split('.')[0])).ToHashSet();
        foreach (var source in Sources()) asked.UnionWith(Asked().Matches(source).Select(static match => match.Groups[1].Value));

        var missing = asked.Where(static key => key.EndsWith('.') ? !English.Keys.Any(known => known.StartsWith(key, StringComparison.Ordinal)) : !English.ContainsKey(key));
        Assert.Empty(missing.Order());
    }

    [Fact]
    public void Every_text_in_the_file_is_asked_for()
    {
        var beginnings = InUse.Where(static key => key.EndsWith('.')).ToList();
        var dead = English.Keys.Where(key => !InUse.Contains(key) && !beginnings.Exists(beginning => key.StartsWith(beginning, StringComparison.Ordinal)));
        Assert.Empty(dead.Order());
    }

    /// <summary>Sorted by key, two branches that add texts seldom touch the same line.</summary>
    [Fact]
    public void The_file_is_sorted_and_no_text_is_empty()
    {
        Assert.Equal(English.Keys.Order(StringComparer.Ordinal), English.Keys);
        foreach (var (key, value) in English)
        {
            if (value.ValueKind == JsonValueKind.String) Assert.False(string.IsNullOrEmpty(value.GetString()), $"\"{key}\" says nothing.");
            else Assert.All(value.EnumerateObject(), form => Assert.False(string.IsNullOrWhiteSpace(form.Value.GetString()), $"\"{key}\" says nothing for {form.Name}."));
        }
    }

    private static IEnumerable<string> Sources() => Checkout.Files
        .Where(static path => path.StartsWith("src/Fronts/Web/", StringComparison.Ordinal) && (path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".cshtml", StringComparison.Ordinal)))
        .Select(Checkout.Text);

    private static Dictionary<string, JsonElement> Read(string path)
    {
        var file = JsonDocument.Parse(Checkout.Text(path)).RootElement;
        return file.EnumerateObject().Where(static entry => entry.Name != "_").ToDictionary(static entry => entry.Name, static entry => entry.Value);
    }

    [GeneratedRegex("""\$?"([a-z][a-z0-9-]*\.[A-Za-z0-9:.-]*)(?=["{])""")]
    private static partial Regex LooksLikeAKey();

    /// <summary>A text asked for in so many words: T["x"], words.Count("x", …), label="x".</summary>
    [GeneratedRegex("""(?:\b(?:[tT]|[wW]ords)(?:\[|\.Count\()|\b(?:label|hint)=)"([a-z][A-Za-z0-9:.-]*)"[\],)\s]""")]
    private static partial Regex Asked();
}
