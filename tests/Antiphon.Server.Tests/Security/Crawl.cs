using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Antiphon.Server.Tests.Harness;
using Xunit;

namespace Antiphon.Server.Tests.Security;

/// <summary>Goes through the pages of a house by their own links, as a visitor or as somebody signed in, and looks at each with <see cref="Inert"/>.</summary>
internal sealed partial class Crawl(HttpClient client)
{
    /// <summary>Pages of one shape (a thread, a profile) that are looked at.</summary>
    private const int PerShape = 6;

    private readonly Queue<string> next = new();
    private readonly HashSet<string> seen = [];
    private readonly Dictionary<string, int> shapes = [];
    private readonly StringBuilder said = new();

    /// <summary>The paths that were pages.</summary>
    public List<string> Pages { get; } = [];

    /// <summary>Forms that were found: by their address and fields.</summary>
    public Dictionary<string, (string Page, string Action, Dictionary<string, string> Fields)> Forms { get; } = [];

    /// <summary>All that a reader sees, of all pages: texts, values and titles.</summary>
    public string Said => said.ToString();

    public async Task From(params string[] starts)
    {
        foreach (var start in starts) Want(start);
        while (next.TryDequeue(out var path))
        {
            using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.True((int)answer.StatusCode < 500, $"{path}: {answer.StatusCode}");
            if (answer.Headers.Location is { } to) Want(to.ToString());
            if (answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains("default-src 'none'", string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Look(path, Inert.Page(path, html));
            if (answer.StatusCode == HttpStatusCode.OK) Pages.Add(path);
        }
    }

    private void Look(string path, IHtmlDocument page)
    {
        said.AppendLine(page.Title).AppendLine(page.Body!.TextContent);
        foreach (var element in page.All)
        {
            foreach (var name in new[] { "value", "alt", "title", "aria-label", "content" })
            {
                if (element.GetAttribute(name) is { } value) said.AppendLine(value);
            }
        }

        foreach (var link in page.QuerySelectorAll("a[href]")) Want(link.GetAttribute("href")!);
        foreach (var form in page.QuerySelectorAll("form"))
        {
            var action = form.GetAttribute("formaction") ?? form.GetAttribute("action") ?? path;
            var fields = form.QuerySelectorAll("input, textarea, select, button[name]").Where(static one => one.HasAttribute("name"))
                .GroupBy(static one => one.GetAttribute("name")!).ToDictionary(static one => one.Key, static one => one.First().GetAttribute("type") == "hidden" ? one.First().GetAttribute("value") ?? "" : one.First().LocalName + ":" + one.First().GetAttribute("type"));
            Forms.TryAdd($"{Shape(action)} {form.GetAttribute("method")} {string.Join(',', fields.Keys.Order())}", (path, action, fields));
        }
    }

    private void Want(string address)
    {
        var path = address.Split('#')[0];
        if (path.Length == 0 || path[0] != '/' || path.StartsWith("//", StringComparison.Ordinal) || Skipped().IsMatch(path) || !seen.Add(path)) return;
        var shape = Shape(path);
        shapes[shape] = shapes.GetValueOrDefault(shape) + 1;
        if (shapes[shape] <= PerShape) next.Enqueue(path);
    }

    private static string Shape(string path) => Parts().Replace(path, "#");

    /// <summary>No pages, or their end.</summary>
    [GeneratedRegex("^/(assets|media|leave|api|oauth)\\b|/live$")]
    private static partial Regex Skipped();

    /// <summary>Numbers, names and long values.</summary>
    [GeneratedRegex("[0-9]{2,}|(?<=/@)[^/?]+|(?<=/tags/)[^/?]+|=[^&]{12,}")]
    private static partial Regex Parts();
}
