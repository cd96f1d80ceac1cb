using Antiphon.Posts.Text;
using Xunit;

namespace Antiphon.Tests.Posts.Text;

public sealed class PostHtmlTests
{
    internal static string? Href(Entity entity) => entity.Kind switch
    {
        EntityKind.Hashtag => "https://here.example/tags/" + Uri.EscapeDataString(Antiphon.Posts.Text.Hashtags.Fold(entity.Value)),
        EntityKind.Mention => "https://here.example/@" + Uri.EscapeDataString(entity.Value),
        _ => entity.Value,
    };

    [Theory]
    [InlineData("", "")]
    [InlineData(" \n\t\r\n ", "")]
    [InlineData("Went to work ill.", "<p>Went to work ill.</p>")]
    [InlineData("one\ntwo", "<p>one<br />two</p>")]
    [InlineData("one\r\ntwo\rthree", "<p>one<br />two<br />three</p>")]
    [InlineData("one\n\n\n\ntwo", "<p>one</p><p>two</p>")]
    [InlineData("\n one \n \n two \n", "<p>one</p><p>two</p>")]
    [InlineData("poem:\n  indented", "<p>poem:<br />  indented</p>")]
    [InlineData("a < b & \"c\" 'd' > e", "<p>a &lt; b &amp; &quot;c&quot; &#39;d&#39; &gt; e</p>")]
    [InlineData("#MeToo",
        "<p><a href=\"https://here.example/tags/metoo\" class=\"mention hashtag\" rel=\"tag\">#<span>MeToo</span></a></p>")]
    [InlineData("@hedda yes",
        "<p><span class=\"h-card\" translate=\"no\"><a href=\"https://here.example/@hedda\" class=\"u-url mention\">@<span>hedda</span></a></span> yes</p>")]
    [InlineData("@hedda@there.example",
        "<p><span class=\"h-card\" translate=\"no\"><a href=\"https://here.example/@hedda%40there.example\" class=\"u-url mention\">@<span>hedda</span>"
        + "<span class=\"invisible\">@there.example</span></a></span></p>")]
    [InlineData("see https://www.example.com/x?a=1&b=2.",
        "<p>see <a href=\"https://www.example.com/x?a=1&amp;b=2\" target=\"_blank\" rel=\"nofollow noopener noreferrer\" translate=\"no\">"
        + "<span class=\"invisible\">https://www.</span><span class=\"\">example.com/x?a=1&amp;b=2</span><span class=\"invisible\"></span></a>.</p>")]
    [InlineData("https://example.com/deposits/kept-by-landlords",
        "<p><a href=\"https://example.com/deposits/kept-by-landlords\" target=\"_blank\" rel=\"nofollow noopener noreferrer\" translate=\"no\">"
        + "<span class=\"invisible\">https://</span><span class=\"ellipsis\">example.com/deposits/kept-by-l</span>"
        + "<span class=\"invisible\">andlords</span></a></p>")]
    public void Text_becomes_HTML_in_Mastodons_shape(string text, string html) => Assert.Equal(html, PostHtml.Render(text, Href));

    // Not in the table above: attributes are stored as UTF-8, which has no halves of pairs.
    [Fact]
    public void What_HTML_cannot_hold_becomes_a_replacement_character() =>
        Assert.Equal("<p>bell\uFFFD and half \uFFFD</p>", PostHtml.Render("bell\u0007 and half \uD83D", Href));

    [Theory]
    [InlineData("a :lantern:", "<p>a <img></p>")]
    [InlineData(":lantern::lantern:", "<p><img><img></p>")]
    [InlineData("at 10:30:lantern: yes", "<p>at 10:30<img> yes</p>")]
    [InlineData(":unknown: :Lantern: ::", "<p>:unknown: :Lantern: ::</p>")]
    [InlineData(":evil: <b>:lantern:</b>", "<p>:evil: &lt;b&gt;<img>&lt;/b&gt;</p>")]
    [InlineData("one\n:lantern:\n\ntwo", "<p>one<br /><img></p><p>two</p>")]
    [InlineData("https://example.com/:lantern:/x", "<p><a href=\"https://example.com/:lantern:/x\" target=\"_blank\" rel=\"nofollow noopener noreferrer\" translate=\"no\"><span class=\"invisible\">https://</span>"
        + "<span class=\"\">example.com/:lantern:/x</span><span class=\"invisible\"></span></a></p>")]
    public void Words_between_colons_become_the_server_s_pictures_where_they_are_asked_for(string text, string html) => Assert.Equal(
        html.Replace("<img>", "<img class=\"emoji\" src=\"/media/a/b.png\" alt=\":lantern:\" title=\":lantern:\" loading=\"lazy\">", StringComparison.Ordinal),
        PostHtml.Render(text, Href, static name => name switch { "lantern" => "/media/a/b.png", "evil" => "javascript:alert(1)", _ => null }));

    [Fact]
    public void A_name_has_pictures_and_leads_nowhere() => Assert.Equal(
        "#tag @nora &lt;i&gt; <img class=\"emoji\" src=\"/media/a/b.png\" alt=\":lantern:\" title=\":lantern:\" loading=\"lazy\">",
        PostHtml.RenderName("#tag @nora <i> :lantern:", static name => name == "lantern" ? "/media/a/b.png" : null));

    [Fact]
    public void What_has_no_address_stays_text() =>
        Assert.Equal("<p>#tag @nobody https://example.com</p>", PostHtml.Render("#tag @nobody https://example.com", _ => null));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    [InlineData("data:text/html,x")]
    [InlineData("/tags/x\" onclick=\"y")]
    public void An_address_that_is_not_plain_http_or_our_own_path_is_never_linked(string address) =>
        Assert.Equal("<p>#tag</p>", PostHtml.Render("#tag", _ => address));

    [Fact]
    public void A_path_of_our_own_is_an_address() => Assert.Contains("href=\"/tags/tag\"", PostHtml.Render("#tag", _ => "/tags/tag"));

    [Fact]
    public void A_profile_field_is_one_line_with_its_own_rel() => Assert.Equal(
        "home: <a href=\"http://a.example\" target=\"_blank\" rel=\"me nofollow\" translate=\"no\"><span class=\"invisible\">http://</span>"
        + "<span class=\"\">a.example</span><span class=\"invisible\"></span></a> ok",
        PostHtml.RenderLine("home: http://a.example\nok ", Href, "me nofollow"));

    [Fact]
    public void A_link_is_never_cut_inside_a_character()
    {
        var html = PostHtml.Render("https://example.com/" + new string('x', 17) + "😀😀", Href);
        Assert.Contains("xx</span><span class=\"invisible\">😀😀</span>", html);
    }
}
