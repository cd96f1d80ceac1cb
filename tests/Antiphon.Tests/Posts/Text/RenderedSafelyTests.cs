using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Antiphon.Posts.Text;
using CsCheck;
using Xunit;

namespace Antiphon.Tests.Posts.Text;

/// <summary>Whatever the text: the HTML holds our few elements and attributes, leads nowhere but to http(s), and rendering its text gives it again.</summary>
public sealed class RenderedSafelyTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["p"] = [],
        ["br"] = [],
        ["span"] = ["class", "translate"],
        ["a"] = ["href", "class", "rel", "target", "translate"],
    };

    private static readonly string[] Classes = ["", "h-card", "u-url mention", "mention hashtag", "invisible", "ellipsis"];

    private static readonly string[] Pieces =
    [
        "<", ">", "\"", "'", "&", "&lt;", "&#x6A;", "&amp;", "<script>", "</p>", "<!--", "-->", "<br />", "javascript:", "data:text/html,", "http://", "https://",
        "HTTP://", "example.com", "www.", "a.b.c/", "/path", "?q=1&r=", "#", "＃", "MeToo", "#tag", "@", "hedda", "@hedda@there.example", "/", ")", "(", "[", "]",
        "\n", "\r\n", "\r", "\n\n", " ", "  ", "\t", "\u0000", "\u0001", "\f", "\u0085", "\u00A0", "\u2028", "\u202E", "\u200F", "\uFEFF", "\uD800", "\uDC00",
        "😀", "👩‍👩‍👧", "é", "e\u0301", "日本語", "中国.com", "שלום", "می‌خواهم", "ไทย", ".", ",", "!", "…", "'s", ":", ";", "=", "_", "-", "%00", "%", "\\", "`", "{", "}",
    ];

    private static readonly Gen<string> Texts = Gen.OneOf(Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]), Gen.String[0, 3]).Array[0, 24].Select(string.Concat);

    public static TheoryData<string> Payloads()
    {
        var data = new TheoryData<string>();
        if (Shared.Find() is not { } root || !File.Exists(Path.Combine(root, "data/corpora/dompurify/expect.json"))) return data;
        using var rows = JsonDocument.Parse(File.ReadAllText(Path.Combine(root, "data/corpora/dompurify/expect.json")));
        foreach (var row in rows.RootElement.EnumerateArray()) data.Add(row.GetProperty("payload").GetString()!);
        return data;
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Payloads))]
    public void An_attack_written_as_a_post_is_inert(string payload)
    {
        AssertInert(PostHtml.Render(payload, PostHtmlTests.Href));
        AssertInert(PostHtml.RenderLine(payload, PostHtmlTests.Href));
        AssertSame(payload);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Payloads))]
    public void An_attack_received_as_HTML_is_text_and_then_inert(string payload)
    {
        var text = PlainText.FromHtml(payload);
        AssertInert(PostHtml.Render(text, PostHtmlTests.Href));
        AssertSame(text);
    }

    [Fact]
    public void Any_text_renders_to_allowed_elements_only() => Texts.Sample(text => AssertInert(PostHtml.Render(text, PostHtmlTests.Href)), iter: 10_000);

    [Fact]
    public void Rendering_the_text_of_our_HTML_gives_the_same_HTML() => Texts.Sample(AssertSame, iter: 10_000);

    [Fact]
    public void A_browser_reads_the_same_text_from_our_HTML_as_we_do() => Texts.Sample(
        text =>
        {
            var html = PostHtml.Render(text, PostHtmlTests.Href);
            var parsed = new HtmlParser().ParseDocument(html).Body!.TextContent;
            Assert.Equal(parsed, PlainText.FromHtml(html).Replace("\n", ""));
        },
        iter: 10_000);

    [Fact]
    public void Entities_never_overlap_and_stay_inside_the_text() => Texts.Sample(
        text =>
        {
            var end = 0;
            foreach (var entity in Entities.Find(text))
            {
                Assert.InRange(entity.Start, end, text.Length);
                Assert.InRange(entity.Length, 1, text.Length - entity.Start);
                end = entity.End;
            }
        },
        iter: 10_000);

    private static void AssertSame(string text)
    {
        var html = PostHtml.Render(text, PostHtmlTests.Href);
        Assert.Equal(html, PostHtml.Render(PlainText.FromHtml(html), PostHtmlTests.Href));
    }

    private static void AssertInert(string html)
    {
        var document = new HtmlParser().ParseDocument(html);
        Assert.Empty(document.Head!.ChildNodes);
        foreach (var element in document.Body!.QuerySelectorAll("*"))
        {
            Assert.True(Allowed.TryGetValue(element.LocalName, out var attributes), $"<{element.LocalName}> in {html}");
            foreach (var attribute in element.Attributes) AssertAllowed(attribute, attributes, html);
        }
    }

    private static void AssertAllowed(IAttr attribute, string[] allowed, string html)
    {
        Assert.True(allowed.Contains(attribute.Name), $"{attribute.Name}= in {html}");
        if (attribute.Name == "class") Assert.Contains(attribute.Value, Classes);
        if (attribute.Name != "href") return;
        Assert.True(Uri.TryCreate(attribute.Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https", $"href={attribute.Value} in {html}");
    }
}
