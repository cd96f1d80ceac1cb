using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using Antiphon.Answers;
using Antiphon.Calls;
using Antiphon.Http;
using Antiphon.Live;
using Antiphon.Settings;
using Antiphon.Web.Calls;
using Antiphon.Web.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Antiphon.Web.Take;

/// <summary>
/// <c>GET /calls.atom</c> and <c>/calls/{slug}.atom</c> (RFC 4287): what a newsroom wants to be told of, and no more often than it happens. Nobody's words stand in them but the call's
/// and those of the record (moves, corrections), which stay: a feed reader keeps for good what its author may want to take back.
/// </summary>
internal static class AtomFeeds
{
    private const string Namespace = "http://www.w3.org/2005/Atom";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapAtom(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/calls.atom", Reading, static (HttpContext http, AllCalls calls, Site site) =>
        {
            var words = WordsFor(http);
            var entries = calls.All.Where(static call => !call.Hidden).Select(call => CallNews.Opening(call, site, words)).OrderByDescending(static entry => entry.At);
            return Answer(http, words, "/calls.atom", "/", words["atom.calls", Title(http)], entries, site);
        }).Rule(Allow.Anyone, Csrf.ChangesNothing, Caching.Shared, Rate.Reads, open: true);
        routes.MapMethods("/calls/{slug}.atom", Reading, static async (HttpContext http, string slug, AllCalls calls, Boards boards, Moderate moderate, AllNotes notes, Site site) =>
        {
            if (calls.Find(slug) is not { Hidden: false } call)
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            var words = WordsFor(http);
            var news = CallNews.Of(call, await boards.Latest(call.Id), moderate.Moves(call), notes.Of(call).Corrections, site, words);
            await Answer(http, words, $"/calls/{call.Slug}.atom", "/calls/" + call.Slug, Headline.Of(call.Wording), news, site);
        }).Rule(Allow.Anyone, Csrf.ChangesNothing, Caching.Shared, Rate.Reads, open: true);
    }

    /// <summary>Without the characters that XML cannot hold at all (XML 1.0, section 2.2).</summary>
    public static string Clean(string text)
    {
        if (text.All(static c => XmlConvert.IsXmlChar(c))) return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value > 0xffff || XmlConvert.IsXmlChar((char)rune.Value)) clean.Append(rune);
        }

        return clean.ToString();
    }

    private static Words WordsFor(HttpContext http)
    {
        http.Response.Headers.Vary = "Accept-Language";
        return http.RequestServices.GetRequiredService<Languages>().For(http.Request);
    }

    private static string Title(HttpContext http) => http.RequestServices.GetRequiredService<CurrentSettings>().Value.Title;

    private static async Task Answer(HttpContext http, Words words, string self, string page, string title, IEnumerable<News> entries, Site site)
    {
        var body = Write(words, site.To(self), site.To(page), title, Title(http), [.. entries]);
        var tag = string.Create(CultureInfo.InvariantCulture, $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 10))}\"");
        http.Response.Headers.ETag = tag;
        if (CallData.Known(http.Request, tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = "application/atom+xml; charset=utf-8";
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    private static byte[] Write(Words words, string self, string page, string title, string author, List<News> entries)
    {
        using var buffer = new MemoryStream(4_096);
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" }))
        {
            xml.WriteStartElement("feed", Namespace);
            xml.WriteAttributeString("xml", "lang", null, words.Language);
            Element(xml, "id", self);
            Element(xml, "title", title);
            Element(xml, "updated", Words.Iso(entries.Count == 0 ? 0 : entries.Max(static entry => entry.At)));
            Link(xml, "self", self, "application/atom+xml");
            Link(xml, "alternate", page, "text/html");
            xml.WriteStartElement("author", Namespace);
            Element(xml, "name", author);
            xml.WriteEndElement();
            foreach (var entry in entries)
            {
                xml.WriteStartElement("entry", Namespace);
                Element(xml, "id", entry.Id);
                Element(xml, "title", entry.Title);
                Element(xml, "updated", Words.Iso(entry.At));
                Element(xml, "published", Words.Iso(entry.At));
                Link(xml, "alternate", entry.Url, "text/html");
                Element(xml, "content", entry.Text);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Namespace, Clean(text));

    private static void Link(XmlWriter xml, string rel, string href, string type)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", rel);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", href);
        xml.WriteEndElement();
    }
}
