using System.Text.RegularExpressions;
using Xunit;

namespace Antiphon.Tests.House;

/// <summary>docs/counting.md is the promise; each of its sentences stands on tests that are there.</summary>
public sealed partial class CountingPageTests
{
    private static readonly string Page = Checkout.Text("docs/counting.md");

    [Fact]
    public void Every_promise_names_a_test()
    {
        var rows = Page.Split('\n').Where(static line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal) && !line.EndsWith("| held by |", StringComparison.Ordinal)).ToList();
        Assert.True(rows.Count > 30, $"{rows.Count} promises");
        Assert.All(rows, static row => Assert.True(Named().IsMatch(row.Split('|')[2]), row));
    }

    [Fact]
    public void Every_test_that_is_named_exists()
    {
        var tests = Checkout.Files.Where(static path => path.StartsWith("tests/", StringComparison.Ordinal) && path.EndsWith("Tests.cs", StringComparison.Ordinal))
            .GroupBy(static path => Path.GetFileNameWithoutExtension(path)).ToDictionary(static same => same.Key, static same => string.Concat(same.Select(Checkout.Text)));
        foreach (Match named in Named().Matches(Page))
        {
            var (type, method) = (named.Groups[1].Value, named.Groups[2].Value);
            Assert.True(tests.TryGetValue(type, out var source), $"There is no {type}.");
            Assert.True(source.Contains($" {method}(", StringComparison.Ordinal), $"{type} has no {method}.");
        }
    }

    [GeneratedRegex(@"`(\w+Tests)\.(\w+)`")]
    private static partial Regex Named();
}
