using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Antiphon.Tests.House;

/// <summary>Server → {Fronts, Networks} → Antiphon → Tally; nothing sideways, nothing back. docs/architecture.md draws it.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly HashSet<string> References = [.. Checkout.Projects.SelectMany(static project => ReferencesOf(project).Select(to => $"{NameOf(project)} → {to}"))];

    [Fact]
    public void The_graph_in_the_docs_is_the_projects_references_edge_for_edge()
    {
        var page = Checkout.Text("docs/architecture.md");
        var graph = Assert.Single(MermaidBlock().Matches(page)).Groups[1].Value;
        var names = Node().Matches(graph).ToDictionary(static node => node.Groups[1].Value, static node => node.Groups[2].Value);
        var drawn = Edge().Matches(graph).Select(edge => $"{names[edge.Groups[1].Value]} → {names[edge.Groups[2].Value]}").ToHashSet();

        Assert.Equal(References.Except(drawn).Order(), []);
        Assert.Equal(drawn.Except(References).Order(), []);
        Assert.Equal(Checkout.Projects.Select(NameOf).Order(), names.Values.Order());
    }

    [Fact]
    public void The_count_depends_on_nothing()
    {
        Assert.DoesNotContain(References, static edge => edge.StartsWith("Antiphon.Tally →", StringComparison.Ordinal));
        Assert.DoesNotContain("PackageReference", Checkout.Text("src/Tally/Antiphon.Tally.csproj"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_house_knows_the_count_and_nothing_else() => Assert.Equal(["Antiphon.Tally"], ReferencesOf("src/Antiphon/Antiphon.csproj"));

    [Fact]
    public void Fronts_and_networks_know_the_house_and_never_each_other()
    {
        var ring = Checkout.Projects.Where(static path => path.StartsWith("src/Fronts/", StringComparison.Ordinal) || path.StartsWith("src/Networks/", StringComparison.Ordinal)).ToList();
        Assert.True(ring.Count >= 3);
        Assert.All(ring, static project => Assert.All(ReferencesOf(project), static to => Assert.True(to is "Antiphon" or "Antiphon.Tally" or "Antiphon.Http", to)));
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var listed = XDocument.Parse(Checkout.Text("Antiphon.slnx")).Descendants("Project").Select(static project => project.Attribute("Path")!.Value);
        Assert.Equal(Checkout.Projects.Order(), listed.Order());
    }

    private static string NameOf(string project) => Path.GetFileNameWithoutExtension(project);

    private static IEnumerable<string> ReferencesOf(string project) => XDocument.Parse(Checkout.Text(project))
        .Descendants("ProjectReference").Select(static reference => NameOf(reference.Attribute("Include")!.Value));

    [GeneratedRegex("```mermaid\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex MermaidBlock();

    [GeneratedRegex("""(\w+)\["(Antiphon[\w.]*)""")]
    private static partial Regex Node();

    [GeneratedRegex(@"^ *(\w+) --> (\w+)$", RegexOptions.Multiline)]
    private static partial Regex Edge();
}
