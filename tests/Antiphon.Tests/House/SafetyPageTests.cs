using System.Text.RegularExpressions;
using Xunit;

namespace Antiphon.Tests.House;

/// <summary>docs/safety.md promises nothing that no test holds.</summary>
public sealed partial class SafetyPageTests
{
    private static readonly string Page = Checkout.Text("docs/safety.md");

    [Fact]
    public void Every_test_that_the_page_about_safety_names_exists()
    {
        var tests = string.Join('\n', Checkout.Files.Where(static path => path.StartsWith("tests/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal)).Select(Checkout.Text));
        var named = Names().Matches(Page).Select(static match => match.Groups[1].Value).ToList();
        Assert.True(named.Count > 40, $"{named.Count} tests are named");
        Assert.Equal([], named.Where(name => !Regex.IsMatch(tests, $@"public (async Task|void) {name}\(")));
    }

    [Fact]
    public void Every_promise_names_a_test_and_what_cannot_be_promised_is_said()
    {
        var parts = Page.Split("## What cannot be promised");
        Assert.Equal(2, parts.Length);
        foreach (var promise in Promises().Split(parts[0]).Skip(1)) Assert.Contains("→", promise, StringComparison.Ordinal);
        Assert.True(Promises().Split(parts[1]).Length > 6);
    }

    [GeneratedRegex("`([A-Z][A-Za-z0-9]*_[A-Za-z0-9_]+)`")]
    private static partial Regex Names();

    [GeneratedRegex("^- ", RegexOptions.Multiline)]
    private static partial Regex Promises();
}
