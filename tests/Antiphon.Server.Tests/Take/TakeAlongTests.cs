using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Antiphon.Server.Tests.Browser;
using Xunit;

namespace Antiphon.Server.Tests.Take;

/// <summary>What others take from a call's page: the card, its picture, the feed, the citation.</summary>
public sealed class TakeAlongTests(Town town) : IClassFixture<Town>
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private HttpClient Http => town.Server.Http;

    private string Call => town.Server.Url + "/calls/metoo";

    [Fact]
    public async Task A_link_to_a_call_becomes_its_card_by_what_the_page_itself_offers()
    {
        var page = await Page("/calls/metoo");
        var offered = page.QuerySelector("link[type='application/json+oembed']")!.GetAttribute("href")!;
        using var card = JsonDocument.Parse(await Http.GetStringAsync(offered));
        Assert.Equal("1.0", card.RootElement.GetProperty("version").GetString());
        Assert.Equal("rich", card.RootElement.GetProperty("type").GetString());
        var frame = new HtmlParser().ParseDocument(card.RootElement.GetProperty("html").GetString()!).QuerySelector("iframe")!;
        Assert.Equal(card.RootElement.GetProperty("width").GetInt32().ToString(System.Globalization.CultureInfo.InvariantCulture), frame.GetAttribute("width"));

        using var shown = await Http.GetAsync(frame.GetAttribute("src"));
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Contains("frame-ancestors *", shown.Headers.GetValues("Content-Security-Policy").Single());
        Assert.False(shown.Headers.Contains("X-Frame-Options"));
        Assert.False(shown.Headers.Contains("Set-Cookie"));
        var seen = new HtmlParser().ParseDocument(await shown.Content.ReadAsStringAsync());
        Assert.Equal(page.QuerySelector("[data-n=at_least]")!.TextContent, seen.QuerySelector("[data-n=at_least]")!.TextContent);
        Assert.Empty(seen.QuerySelectorAll("form, button, input"));

        var xml = XDocument.Parse(await Http.GetStringAsync(page.QuerySelector("link[type='text/xml+oembed']")!.GetAttribute("href")));
        Assert.Equal(card.RootElement.GetProperty("title").GetString(), xml.Root!.Element("title")!.Value);
    }

    [Theory]
    [InlineData("", HttpStatusCode.NotFound)]
    [InlineData("?url=not%20an%20address", HttpStatusCode.NotFound)]
    [InlineData("?url=https://elsewhere.example/calls/metoo", HttpStatusCode.NotFound)]
    [InlineData("?url={site}/calls/nothing-here", HttpStatusCode.NotFound)]
    [InlineData("?url={site}/about", HttpStatusCode.NotFound)]
    [InlineData("?url={site}/calls/metoo&format=yaml", HttpStatusCode.NotImplemented)]
    [InlineData("?url={site}/calls/metoo", HttpStatusCode.OK)]
    [InlineData("?url={site}/calls/metoo?lang=de&format=xml", HttpStatusCode.OK)]
    public async Task The_answers_to_whoever_embeds_are_those_of_the_specification(string query, HttpStatusCode status)
    {
        using var answer = await Http.GetAsync("/oembed" + query.Replace("{site}", town.Server.Url, StringComparison.Ordinal));
        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("&maxwidth=320&maxheight=200", 320, 200)]
    [InlineData("&maxwidth=9000", 520, 300)]
    [InlineData("&maxwidth=-5&maxheight=x", 520, 300)]
    [InlineData("&maxwidth=1&maxheight=1", 200, 160)]
    public async Task A_card_takes_no_more_room_than_there_is(string room, int width, int height)
    {
        using var card = JsonDocument.Parse(await Http.GetStringAsync($"/oembed?url={Call}{room}"));
        Assert.Equal((width, height), (card.RootElement.GetProperty("width").GetInt32(), card.RootElement.GetProperty("height").GetInt32()));
    }

    [Fact]
    public async Task The_picture_beside_a_link_has_the_number_at_its_address_and_is_the_same_until_it_changes()
    {
        var page = await Page("/calls/metoo");
        var address = page.QuerySelector("meta[property='og:image']")!.GetAttribute("content")!;
        Assert.Equal(address, page.QuerySelector("meta[name='twitter:image']")!.GetAttribute("content"));
        Assert.Contains("people answered", page.QuerySelector("meta[property='og:image:alt']")!.GetAttribute("content"));
        using var picture = await Http.GetAsync(address);
        Assert.Equal("image/png", picture.Content.Headers.ContentType!.MediaType);
        var bytes = await picture.Content.ReadAsByteArrayAsync();
        var header = Antiphon.Media.PictureHeader.Read(bytes);
        Assert.Equal((Antiphon.Media.PictureFormat.Png, 1_200, 630), (header.Format, header.Width, header.Height));
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(picture.Headers.ETag!);
        using var known = await Http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.NotEqual(bytes, await Http.GetByteArrayAsync("/calls/worked-ill/card.png?lang=en"));
        Assert.NotEqual(bytes, await Http.GetByteArrayAsync("/calls/metoo/card.png?lang=ar"));
        using var gone = await Http.GetAsync("/calls/nothing-here/card.png");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task A_feed_reader_is_told_of_milestones_and_crossings_under_ids_that_stay()
    {
        var feed = await Feed("/calls/metoo.atom");
        var ids = feed.Root!.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value).ToList();
        Assert.Equal(["#answered-100", "#opened"], ids.Select(static id => id[id.IndexOf('#', StringComparison.Ordinal)..]).Where(static id => !id.StartsWith("#network", StringComparison.Ordinal)));
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.StartsWith(Call, id, StringComparison.Ordinal));
        Assert.Contains("100 people have answered", feed.Root.Elements(Atom + "entry").Select(static entry => entry.Element(Atom + "title")!.Value));
        var spanish = await Feed("/calls/metoo.atom?lang=es");
        Assert.Equal(ids, spanish.Root!.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value));
        Assert.Contains("Han respondido 100 personas", spanish.Root.Elements(Atom + "entry").Select(static entry => entry.Element(Atom + "title")!.Value));
    }

    [Fact]
    public async Task Every_feed_is_valid_and_offered_by_its_page()
    {
        foreach (var (page, address) in new[] { ("/", "/calls.atom"), ("/calls/worked-ill", "/calls/worked-ill.atom") })
        {
            Assert.Equal(town.Server.Url + address, (await Page(page)).QuerySelector("link[type='application/atom+xml']")!.GetAttribute("href"));
            var feed = (await Feed(address)).Root!;

            // RFC 4287, sections 4.1.1 and 4.1.2: exactly one id, title and updated; an author; a link to itself; in each entry the same, and a link or content.
            foreach (var part in feed.Elements(Atom + "entry").Prepend(feed))
            {
                foreach (var name in new[] { "id", "title", "updated" }) Assert.Single(part.Elements(Atom + name));
                Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$", part.Element(Atom + "updated")!.Value);
                Assert.True(Uri.IsWellFormedUriString(part.Element(Atom + "id")!.Value, UriKind.Absolute));
            }

            Assert.Single(feed.Elements(Atom + "author"));
            Assert.Equal(town.Server.Url + address, feed.Elements(Atom + "link").Single(static link => link.Attribute("rel")!.Value == "self").Attribute("href")!.Value);
            Assert.All(feed.Elements(Atom + "entry"), static entry => Assert.NotNull(entry.Element(Atom + "content")));
            Assert.Equal(feed.Elements(Atom + "entry").Max(static entry => entry.Element(Atom + "updated")!.Value), feed.Element(Atom + "updated")!.Value);
            Assert.DoesNotContain("canteen", feed.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_citation_says_who_counted_what_when_and_where_it_can_be_read_again()
    {
        var page = await Page("/calls/worked-ill");
        var cited = page.GetElementById("cite-text")!.TextContent;
        Assert.Contains(Town.Wording, cited);
        Assert.Matches("[0-9]+ people answered\\. As of .*UTC, line [0-9,]+ of the ledger\\. http.*/calls/worked-ill\\?at=[0-9]+$", cited);
        var bibtex = page.GetElementById("cite-bibtex")!.TextContent;
        Assert.StartsWith("@misc{antiphon-worked-ill-", bibtex);
        Assert.Equal(bibtex.Count(static c => c == '{'), bibtex.Count(static c => c == '}'));
        using var data = JsonDocument.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent);
        Assert.Equal("Dataset", data.RootElement.GetProperty("@type").GetString());
        Assert.Equal(cited, data.RootElement.GetProperty("citation").GetString());
        foreach (var file in data.RootElement.GetProperty("distribution").EnumerateArray())
        {
            using var got = await Http.GetAsync(file.GetProperty("contentUrl").GetString());
            Assert.Equal(file.GetProperty("encodingFormat").GetString(), got.Content.Headers.ContentType!.MediaType);
        }
    }

    [Fact]
    public async Task A_page_speaks_the_language_that_its_reader_asks_for_and_says_in_which_others_it_is()
    {
        foreach (var (language, direction, said) in new[] { ("es", "ltr", "personas respondieron"), ("fr", "ltr", "personnes ont répondu"), ("de", "ltr", "Menschen haben geantwortet"), ("ar", "rtl", "شخصًا أجابوا"), ("en", "ltr", "people answered") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/calls/metoo");
            request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
            using var answer = await Http.SendAsync(request);
            Assert.Contains("Accept-Language", answer.Headers.Vary);
            var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
            Assert.Equal((language, direction), (page.DocumentElement.GetAttribute("lang"), page.DocumentElement.GetAttribute("dir")));
            Assert.Contains(said, page.QuerySelector(".number .under")!.TextContent);
            Assert.Equal(["ar", "de", "en", "es", "fr", "x-default"], page.QuerySelectorAll("link[hreflang]").Select(static link => link.GetAttribute("hreflang")));
            Assert.Equal(4, page.QuerySelectorAll(".languages a").Length);
            using var asked = await Http.GetAsync(page.QuerySelector($"link[hreflang={language}]")!.GetAttribute("href"));
            Assert.Equal(language, new HtmlParser().ParseDocument(await asked.Content.ReadAsStringAsync()).DocumentElement.GetAttribute("lang"));
        }
    }

    private async Task<IDocument> Page(string path) => new HtmlParser().ParseDocument(await Http.GetStringAsync(path));

    private async Task<XDocument> Feed(string path)
    {
        using var answer = await Http.GetAsync(path);
        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.NotNull(answer.Headers.ETag);
        return XDocument.Parse(await answer.Content.ReadAsStringAsync());
    }
}
