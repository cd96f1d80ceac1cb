using System.Text;
using System.Text.Json;
using Antiphon.Web.Texts;
using Microsoft.AspNetCore.Html;

namespace Antiphon.Web.Take;

/// <summary>
/// The call's numbers as a schema.org data set, for search engines and reference managers. Written into the page by this one renderer: a block of data that no browser runs, in which every
/// character that could end it is escaped.
/// </summary>
internal static class DatasetLd
{
    public const string Type = "application/ld+json";

    public static IHtmlContent Of(CallInWords call, Site site)
    {
        using var buffer = new MemoryStream(2_048);
        using (var json = new Utf8JsonWriter(buffer))
        {
            var (frame, count) = (call.Frame, call.Frame.Count);
            json.WriteStartObject();
            json.WriteString("@context", "https://schema.org");
            json.WriteString("@type", "Dataset");
            json.WriteString("@id", call.Url);
            json.WriteString("name", call.Headline);
            json.WriteString("description", $"{call.Call.Wording} – {call.People}, {call.When}.");
            json.WriteString("url", call.Url);
            json.WriteString("identifier", call.Permanent);
            json.WriteString("version", frame.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("inLanguage", call.Words.Language);
            json.WriteString("dateCreated", Words.Iso(call.Call.Opened));
            json.WriteString("dateModified", Words.Iso(frame.AsOf));
            json.WriteString("temporalCoverage", $"{Words.Iso(call.Call.Opened)}/{(call.Call.Closes is { } closes && closes <= frame.AsOf ? Words.Iso(closes) : "..")}");
            json.WriteString("citation", call.Citation);
            json.WriteBoolean("isAccessibleForFree", true);
            json.WriteStartArray("keywords");
            foreach (var tag in call.Call.Hashtags) json.WriteStringValue("#" + tag);
            json.WriteEndArray();
            json.WriteStartObject("creator");
            json.WriteString("@type", "Organization");
            json.WriteString("name", call.Place);
            json.WriteString("url", site.To("/"));
            json.WriteEndObject();
            json.WriteStartArray("variableMeasured");
            Figure(json, call.Words["figure.answered"], call.Words["figure.answered.is"], count.Answered.AtLeast, count.Answered.AtMost);
            Figure(json, call.Words["figure.joined"], call.Words["figure.joined.is"], count.Joined.AtLeast, count.Joined.AtMost);
            Figure(json, call.Words["figure.amplified"], call.Words["figure.amplified.is"], count.Amplified.AtLeast, count.Amplified.AtMost);
            json.WriteEndArray();
            json.WriteStartArray("distribution");
            File(json, call.Url + ".json", "application/json");
            File(json, call.Url + ".csv", "text/csv");
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return new HtmlString($"<script type=\"{Type}\">{Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length)}</script>");
    }

    private static void Figure(Utf8JsonWriter json, string name, string what, long atLeast, long atMost)
    {
        json.WriteStartObject();
        json.WriteString("@type", "PropertyValue");
        json.WriteString("name", name);
        json.WriteString("description", what);
        json.WriteNumber("minValue", atLeast);
        json.WriteNumber("maxValue", atMost);
        json.WriteEndObject();
    }

    private static void File(Utf8JsonWriter json, string url, string type)
    {
        json.WriteStartObject();
        json.WriteString("@type", "DataDownload");
        json.WriteString("contentUrl", url);
        json.WriteString("encodingFormat", type);
        json.WriteEndObject();
    }
}
