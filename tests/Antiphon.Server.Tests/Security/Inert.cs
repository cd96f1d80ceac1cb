using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Xunit;

namespace Antiphon.Server.Tests.Security;

/// <summary>
/// Reads markup as a browser does and finds in it only what our own templates write. What is allowed is listed; whatever else appears came out of somebody's text.
/// </summary>
internal static class Inert
{
    /// <summary>Appended to every hostile text: becomes an element or an attribute wherever it is not escaped, whatever stands around it.</summary>
    public const string Sentinel = "\"'`--></title></textarea></script></style>]]><zzmark zzmark=1 onzzmark=1>";

    private static readonly HashSet<string> Elements =
    [
        "html", "head", "meta", "title", "link", "script", "body", "header", "nav", "main", "footer", "section", "article", "aside", "div", "p", "h1", "h2", "h3", "h4", "a", "span",
        "b", "bdi", "strong", "em", "i", "small", "sup", "sub", "code", "time", "data", "abbr", "ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption", "blockquote", "q", "cite", "br", "hr", "wbr",
        "details", "summary", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "form", "fieldset", "legend", "label", "input", "button", "select", "option", "optgroup", "textarea", "output",
        "progress", "meter", "noscript", "img", "svg", "g", "path", "rect", "circle", "line", "polyline", "text", "tspan", "desc", "use", "search", "kbd", "dialog", "datalist", "mark", "del", "ins", "pre",
    ];

    private static readonly HashSet<string> Addresses = ["href", "src", "action", "formaction", "poster", "cite", "data", "background", "xlink:href", "manifest", "ping"];

    private static readonly HashSet<string> Never = ["style", "srcdoc", "srcset", "http-equiv", "is", "slot", "nonce"];

    /// <summary>What a post, a profile or a profile's field may be as markup; see <c>PostHtml</c>.</summary>
    private static readonly Dictionary<string, string[]> InTexts = new()
    {
        ["p"] = ["class"], // Of a quote's line for apps that know no quotes.
        ["br"] = [],
        ["span"] = ["class", "translate"],
        ["a"] = ["href", "class", "rel", "target", "translate"],
    };

    private static readonly HtmlParser Parser = new(new HtmlParserOptions { IsScripting = true });

    /// <summary>A whole page of ours.</summary>
    public static IHtmlDocument Page(string where, string html)
    {
        var page = Parser.ParseDocument(html);
        foreach (var element in page.All)
        {
            Assert.True(Elements.Contains(element.LocalName), $"{where}: an element <{element.LocalName}>: {Short(element)}");
            if (element.LocalName == "script" && element.GetAttribute("type") == "application/ld+json")
            {
                // Data that no browser runs: one whole JSON document, in which nothing can end it.
                Assert.Equal(1, element.Attributes.Length);
                Assert.DoesNotContain("<", element.TextContent, StringComparison.Ordinal);
                System.Text.Json.JsonDocument.Parse(element.TextContent).Dispose();
            }
            else if (element.LocalName == "script")
            {
                Assert.True(element.GetAttribute("src")?.StartsWith("/assets/", StringComparison.Ordinal) == true && element.TextContent.Length == 0, $"{where}: a script of nobody's: {Short(element)}");
            }

            // Read as text where scripts run and as markup where they do not: nobody's text may stand in it.
            if (element.LocalName == "noscript") Assert.False(element.TextContent.Contains("zzmark", StringComparison.Ordinal), $"{where}: somebody's text in {Short(element)}");
            foreach (var attribute in element.Attributes) Attribute(where, element, attribute);
        }

        return page;
    }

    /// <summary>A piece of markup that apps show as it is.</summary>
    public static void Text(string where, string html)
    {
        var page = Parser.ParseDocument(html);
        Assert.True(page.Head!.ChildNodes.Length == 0, $"{where}: {html}");
        foreach (var element in page.Body!.QuerySelectorAll("*"))
        {
            Assert.True(InTexts.TryGetValue(element.LocalName, out var allowed), $"{where}: an element <{element.LocalName}> in {html}");
            foreach (var attribute in element.Attributes)
            {
                Assert.True(allowed.Contains(attribute.Name), $"{where}: an attribute {attribute.Name} in {html}");
                Attribute(where, element, attribute);
            }
        }
    }

    /// <summary>Whether an address only leads somewhere: to a path of ours, or by http(s) or mail.</summary>
    public static bool Leads(string address) =>
        address.Length == 0 || address[0] is '#' or '?' || (address[0] == '/' && !address.StartsWith("//", StringComparison.Ordinal) && !address.StartsWith("/\\", StringComparison.Ordinal))
        || address.StartsWith("https://", StringComparison.Ordinal) || address.StartsWith("http://", StringComparison.Ordinal) || address.StartsWith("mailto:", StringComparison.Ordinal)
        || address.StartsWith("HTTP", StringComparison.Ordinal) && address.Contains("://", StringComparison.Ordinal);

    private static void Attribute(string where, IElement element, IAttr attribute)
    {
        var name = attribute.Name.ToLowerInvariant();
        Assert.False(name.StartsWith("on", StringComparison.Ordinal) || name.Contains("zzmark", StringComparison.Ordinal) || Never.Contains(name), $"{where}: an attribute {name}: {Short(element)}");
        Assert.True(name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or ':'), $"{where}: an attribute {name}: {Short(element)}");
        if (!Addresses.Contains(name)) return;
        if (element.LocalName == "img") Assert.True(attribute.Value.StartsWith("/media/", StringComparison.Ordinal) || attribute.Value.StartsWith("/assets/", StringComparison.Ordinal) || attribute.Value.StartsWith("data:image/", StringComparison.Ordinal) && where.Contains("second-factor", StringComparison.Ordinal), $"{where}: a picture of somebody else's: {Short(element)}");
        else Assert.True(Leads(attribute.Value), $"{where}: an address that does more than lead somewhere: {Short(element)}");
    }

    private static string Short(IElement element) => element.OuterHtml.Length > 300 ? element.OuterHtml[..300] : element.OuterHtml;
}
