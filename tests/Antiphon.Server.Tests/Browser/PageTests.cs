using System.Text.RegularExpressions;
using Antiphon.Server.Tests.Harness;
using Microsoft.Playwright;
using Xunit;

namespace Antiphon.Server.Tests.Browser;

/// <summary>
/// Every page, by somebody and by nobody, on a phone and at a desk, light and dark: no fault of accessibility, none of scripts or policy, nothing from a third party,
/// nothing that runs out of a narrow screen. With ANTIPHON_LOOK=DIRECTORY each page is saved there as a picture.
/// </summary>
public sealed partial class PageTests(Town town, Chromium chromium) : IClassFixture<Town>
{
    /// <summary>WCAG 2.2 AA and axe's own good practice; target size is part of WCAG 2.2 and not yet of axe's default.</summary>
    internal const string Audit = """
        () => axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })
          .then(found => found.violations.map(v => v.id + ' at ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + n.html.slice(0, 120)).join(' | ')))
        """;

    private static readonly string? Pictures = Environment.GetEnvironmentVariable("ANTIPHON_LOOK");

    [Theory]
    [InlineData(Who.Nobody, 390, false)]
    [InlineData(Who.Nobody, 1180, true)]
    [InlineData(Who.Owner, 390, true)]
    [InlineData(Who.Owner, 1180, false)]
    public async Task No_page_has_a_fault(Who who, int width, bool dark)
    {
        await using var visitor = await chromium.Visit(town.Server, new Look(width, dark, Session: who == Who.Owner ? town.Owner : null), audited: true);
        var faults = new List<string>();
        foreach (var listed in PageList.All.Where(listed => listed.Who.HasFlag(who)))
        {
            var answer = await visitor.Page.GotoAsync(listed.Path.Replace("{post}", town.Post, StringComparison.Ordinal));
            var found = (await visitor.Page.EvaluateAsync<string[]>(Audit)).Concat(visitor.TakeFaults()).ToList();
            if (answer!.Status != (listed.Path == PageList.NotThere ? 404 : 200)) found.Add($"answers {answer.Status}");
            if (width < 500) found.AddRange(await TooWide(visitor.Page));
            faults.AddRange(found.Select(fault => $"{listed.Path}: {fault}"));
            if (Pictures is not null) await Picture(visitor.Page, listed.Path, who, width, dark);
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public void Every_page_is_looked_at()
    {
        var folder = Path.Combine(Root(), "src", "Fronts", "Web", "Pages");
        var routes = Directory.EnumerateFiles(folder, "*.cshtml", SearchOption.AllDirectories)
            .SelectMany(static path => PageDirective().Matches(File.ReadAllText(path)).Select(static match => match.Groups[1].Value)).ToList();
        Assert.NotEmpty(routes);
        var missing = routes.Where(static route => !PageList.Elsewhere.ContainsKey(route) && !PageList.All.Any(listed => Matches(route, listed.Path.Replace("{post}", "1", StringComparison.Ordinal).Split('?')[0])));
        Assert.Empty(missing.Order());
    }

    private static async Task<string[]> TooWide(IPage page)
    {
        await page.SetViewportSizeAsync(320, 900);
        var width = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        await page.SetViewportSizeAsync(390, 900);
        return width > 320 ? [$"is {width} px wide on a screen of 320"] : [];
    }

    private static async Task Picture(IPage page, string path, Who who, int width, bool dark)
    {
        var name = string.Concat(path.Trim('/').Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        Directory.CreateDirectory(Pictures!);
        await page.ScreenshotAsync(new PageScreenshotOptions { FullPage = true, Path = Path.Combine(Pictures!, $"{(name.Length == 0 ? "front" : name)}-{who}-{width}-{(dark ? "dark" : "light")}.png") });
    }

    private static bool Matches(string route, string path) => Regex.IsMatch(path, "^" + Parameter().Replace(route, static match => match.Value.EndsWith("?}", StringComparison.Ordinal) ? "[^/]*" : "[^/]+") + "/?$");

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "Antiphon.slnx"))) at = at.Parent;
        return at.FullName;
    }

    /// <summary>"{id:long}", "{tab?}", "{part:regex(^a$|^b$)}".</summary>
    [GeneratedRegex(@"\{[a-z]+(:regex\([^/]*\)|:[a-z]+|\?)?}")]
    private static partial Regex Parameter();

    [GeneratedRegex("^@page \"([^\"]+)\"", RegexOptions.Multiline)]
    private static partial Regex PageDirective();
}
