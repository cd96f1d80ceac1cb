using System.Text.RegularExpressions;
using Antiphon.Networks.Archives;
using Xunit;

namespace Antiphon.Tests.House;

/// <summary>docs/archives.md describes every format that can be read, and no other.</summary>
public sealed partial class ArchivesPageTests
{
    private static readonly string Page = Checkout.Text("docs/archives.md");

    [Fact]
    public void Every_format_has_its_section_and_no_other_is_described() =>
        Assert.Equal(Formats.All.Select(static format => format.Name).Order(), Headings().Matches(Page).Select(static heading => heading.Groups[1].Value).Order());

    [Fact]
    public void Every_section_says_how_to_get_such_a_file_what_is_read_what_it_counts_as_and_its_traps()
    {
        var sections = Page.Split("\n### ")[1..];
        Assert.All(sections, static section => Assert.All((string[])["**How to get it.**", "**Read.**", "**Counts as.**", "**Traps.**"], part => Assert.Contains(part, section, StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"^### `([a-z0-9-]+)`$", RegexOptions.Multiline)]
    private static partial Regex Headings();
}
