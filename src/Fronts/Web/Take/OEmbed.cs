using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using Antiphon.Calls;
using Antiphon.Calls.Spreading;
using Antiphon.Http;
using Antiphon.Live;
using Antiphon.Media;
using Antiphon.People;
using Antiphon.Settings;
using Antiphon.Web.Calls;
using Antiphon.Web.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Antiphon.Web.Take;

/// <summary><c>GET /oembed?url=…</c>: how other sites' editors turn a link to a call into its card. https://oembed.com</summary>
internal static class OEmbed
{
    private const string Path = "/oembed";

    /// <summary>Narrower or lower than this the card cannot be read.</summary>
    private const int LeastWidth = 200;
    private const int LeastHeight = 160;

    /// <summary>Seconds after which whoever embeds may ask again; the card moves by itself.</summary>
    private const int Age = 3_600;

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapOEmbed(this IEndpointRouteBuilder routes) => routes.MapMethods(Path, Reading, Answer)
        .Rule(Allow.Anyone, Csrf.ChangesNothing, Caching.Shared, Rate.Reads, open: true);

    /// <summary>Where a call's page says that this is to be had.</summary>
    public static string Discovery(CallInWords call, Site site, string format) => $"{site.To(Path)}?url={Uri.EscapeDataString(call.Address)}&format={format}";

    private static async Task Answer(HttpContext http, AllCalls calls, Boards boards, PastCounts past, Accounts accounts, CurrentSettings settings, Site site)
    {
        var query = http.Request.Query;
        var format = query["format"] is [{ Length: > 0 } asked] ? asked : "json";
        var languages = http.RequestServices.GetRequiredService<Languages>();
        http.Response.Headers.Vary = "Accept-Language";
        if (CallOf(query["url"], site, calls) is not { } found) http.Response.StatusCode = StatusCodes.Status404NotFound;
        else if (format is not ("json" or "xml")) http.Response.StatusCode = StatusCodes.Status501NotImplemented;
        else
        {
            var words = languages.Speaks(found.Language) ? languages[found.Language!] : languages.For(http.Request);
            var stood = found.At is null ? default(Outcome<PastCount>?) : await CallAt.Find(http, found.At, found.Call, past);
            if (stood is { Ok: false } refused)
            {
                await CallData.Refuse(http, refused.Refusal.Kind == RefusalKind.Invalid ? Refusal.NotFound : refused.Refusal);
                return;
            }

            var said = new CallInWords(found.Call, stood?.Value.Frame ?? await boards.Latest(found.Call.Id), settings.Value.Title, site, words, stood is not null);
            var parts = Parts(said, accounts.Find(found.Call.Caller) is { Shown: true } caller ? caller : null, site, Room(query["maxwidth"], Embed.Width, LeastWidth), Room(query["maxheight"], Embed.Height, LeastHeight));
            var body = format == "json" ? Json(parts) : Xml(parts);
            http.Response.ContentType = format == "json" ? "application/json" : "text/xml; charset=utf-8";
            http.Response.ContentLength = body.Length;
            if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(body, http.RequestAborted);
        }
    }

    /// <summary>The call whose page this is, and the language and the line of its ledger that the address asks for.</summary>
    private static (Call Call, string? Language, string? At)? CallOf(string? url, Site site, AllCalls calls)
    {
        const string Pages = "/calls/";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !Uri.TryCreate(site.Url, UriKind.Absolute, out var here)) return null;
        if (address.Scheme is not ("http" or "https") || !string.Equals(address.Authority, here.Authority, StringComparison.OrdinalIgnoreCase)) return null;
        if (!address.AbsolutePath.StartsWith(Pages, StringComparison.Ordinal)) return null;
        var slug = Uri.UnescapeDataString(address.AbsolutePath[Pages.Length..].TrimEnd('/'));
        var asked = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address.Query);
        return calls.Find(slug) is { Hidden: false } call ? (call, Asked(Languages.Query), Asked("at")) : null;

        string? Asked(string name) => asked.TryGetValue(name, out var value) ? value.ToString() : null;
    }

    /// <summary>What is asked for and can be read; nonsense counts as nothing.</summary>
    private static int Room(string? most, int usual, int least) =>
        int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var room) ? Math.Clamp(room, least, usual) : usual;

    private static List<(string Name, object Value)> Parts(CallInWords call, Account? caller, Site site, int width, int height)
    {
        List<(string, object)> parts =
        [
            ("version", "1.0"), ("type", "rich"), ("title", $"{call.Headline} – {call.People}"), ("provider_name", call.Place), ("provider_url", site.To("/")), ("cache_age", Age),
            ("html", Embed.Code(call, width, height)), ("width", width), ("height", height), ("thumbnail_url", call.PictureUrl), ("thumbnail_width", DrawCard.Width), ("thumbnail_height", DrawCard.Height),
        ];
        if (caller is not null) parts.AddRange([("author_name", caller.Name), ("author_url", site.To("/@" + caller.Acct))]);
        return parts;
    }

    private static byte[] Json(List<(string Name, object Value)> parts)
    {
        using var buffer = new MemoryStream(1_024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in parts)
            {
                if (value is int number) json.WriteNumber(name, number);
                else json.WriteString(name, (string)value);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static byte[] Xml(List<(string Name, object Value)> parts)
    {
        using var buffer = new MemoryStream(1_024);
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartDocument(standalone: true);
            xml.WriteStartElement("oembed");
            foreach (var (name, value) in parts) xml.WriteElementString(name, AtomFeeds.Clean(string.Create(CultureInfo.InvariantCulture, $"{value}")));
            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }
}
