using System.Text.RegularExpressions;
using Xunit;

namespace Antiphon.Tests.House;

/// <summary>The habits of docs/decisions/0001-the-house.md that a test can hold.</summary>
public sealed partial class HabitTests
{
    [Fact]
    public void No_source_file_is_longer_than_500_lines()
    {
        var sources = Checkout.Files.Where(static path => path.EndsWith(".cs", StringComparison.Ordinal) && !path.Contains("/Migrations/", StringComparison.Ordinal));
        Assert.All(sources, static path => Assert.True(Checkout.Lines(path).Length <= 500, $"{path} holds more than one thing."));
    }

    [Fact]
    public void Every_decision_is_at_most_a_page()
    {
        var decisions = Checkout.Files.Where(static path => path.StartsWith("docs/decisions/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(decisions);
        Assert.All(decisions, static path =>
        {
            Assert.Matches(DecisionName(), path);
            Assert.True(Checkout.Text(path).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length <= 600, $"{path} has more than 600 words.");
        });
    }

    [Fact]
    public void Decisions_are_numbered_without_gaps_or_twins()
    {
        var numbers = Checkout.Files.Where(static path => path.StartsWith("docs/decisions/", StringComparison.Ordinal)).Select(static path => int.Parse(Path.GetFileName(path)[..4])).ToList();
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
    }

    /// <summary>A checkout builds anywhere: neither the registry that a package came from nor a directory of somebody's machine is written down.</summary>
    [Fact]
    public void No_file_names_a_package_registry_or_a_place_on_one_machine()
    {
        var texts = Checkout.Files.Where(static path => !Binary.Contains(Path.GetExtension(path)) && path != "LICENSE");
        Assert.All(texts, static path =>
        {
            var text = Checkout.Text(path);
            Assert.True(!Registry().IsMatch(text), $"{path} names the registry {Registry().Match(text).Value}");
            Assert.True(!Machine().IsMatch(text), $"{path} names {Machine().Match(text).Value}…");
        });
    }

    [Fact]
    public void The_test_run_runs_every_test_project()
    {
        var projects = Checkout.Projects.Where(static path => Checkout.Text(path).Contains("<IsTestProject>true<", StringComparison.Ordinal))
            .Select(static path => Path.GetDirectoryName(path)!.Replace('\\', '/'));
        var listed = TestProjects().Match(Checkout.Text("run")).Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(projects.Order(), listed.Order());
        Assert.EndsWith("/../run\" test", Checkout.Text(".ci/run").TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_project_that_ships_has_its_own_list_of_banned_symbols()
    {
        foreach (var project in Checkout.Projects.Where(static path => path.StartsWith("src/", StringComparison.Ordinal)))
        {
            var folder = Path.GetDirectoryName(project)!.Replace('\\', '/');
            var lists = Checkout.Files.Where(path => path.StartsWith($"{folder}/BannedSymbols.", StringComparison.Ordinal));
            var banned = Checkout.Text(Assert.Single(lists));
            string[] walls = folder switch
            {
                "src/Tally" => ["N:System.IO;", "N:System.Net;", "N:System.Threading;", "N:Microsoft;"],
                "src/Antiphon" => ["N:System.Net.Http;", "N:Microsoft.AspNetCore.Http;", "N:Microsoft.EntityFrameworkCore;"],
                _ => ["N:Microsoft.Data.Sqlite;", "N:Npgsql;", "N:Microsoft.EntityFrameworkCore;"],
            };
            Assert.All(walls, wall => Assert.Contains(wall, banned, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Clocks_sleeping_blocking_and_stray_clients_are_banned_everywhere()
    {
        var banned = Checkout.Text("BannedSymbols.txt");
        string[] walls =
        [
            "P:System.DateTime.UtcNow;", "P:System.DateTimeOffset.UtcNow;", "P:System.Threading.Tasks.Task`1.Result;", "M:System.Threading.Thread.Sleep(System.Int32);",
            "M:System.Net.Http.HttpClient.#ctor;",
        ];
        Assert.All(walls, wall => Assert.Contains(wall, banned, StringComparison.Ordinal));
        Assert.Contains("BannedSymbols.*.txt", Checkout.Text("Directory.Build.props"), StringComparison.Ordinal);
    }

    private static readonly string[] Binary = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".gz", ".zip", ".zst", ".db", ".ico"];

    [GeneratedRegex(@"^docs/decisions/\d{4}-[a-z0-9-]+\.md$")]
    private static partial Regex DecisionName();

    // The dots stand in brackets so that this file does not name what it forbids.
    [GeneratedRegex(@"(nuget|npmjs|npmmirror|yarnpkg|deb\.debian|pypi|crates|golang)[.](org|com|io)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Registry();

    [GeneratedRegex(@"(?<![\w.\-/)}\]*>])/(work|tmp|opt|root|Users|farm)/\w")]
    private static partial Regex Machine();

    [GeneratedRegex(@"^test_projects=\(([^)]*)\)", RegexOptions.Multiline)]
    private static partial Regex TestProjects();
}
