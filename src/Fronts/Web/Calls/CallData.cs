using System.Globalization;
using System.Text;
using System.Text.Json;
using Antiphon.Calls;
using Antiphon.Calls.Spreading;
using Antiphon.Http;
using Antiphon.Live;
using Antiphon.Web.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Antiphon.Web.Calls;

/// <summary>A call's numbers for machines: <c>GET /calls/{slug}.json</c> and <c>.csv</c>. Public, open to scripts of any site; the entity tag is the board's sequence.</summary>
internal static class CallData
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapCallData(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/calls/{slug}.json", Reading, static (HttpContext http, string slug, AllCalls calls, Boards boards, PastCounts past, AllNotes notes) => Answer(http, slug, calls, boards, past, notes, "json", "application/json", Json))
            .Rule(Allow.Anyone, Csrf.ChangesNothing, Caching.Shared, Rate.Reads, open: true);
        routes.MapMethods("/calls/{slug}.csv", Reading, static (HttpContext http, string slug, AllCalls calls, Boards boards, PastCounts past) => Answer(http, slug, calls, boards, past, null, "csv", "text/csv; charset=utf-8", static (frame, call, _) => Csv(frame, call)))
            .Rule(Allow.Anyone, Csrf.ChangesNothing, Caching.Shared, Rate.Reads, open: true);
    }

    /// <summary>The entity tag of everything that is made from a frame, and from what people wrote beside it.</summary>
    public static string Tag(CallFrame frame, string? beside = null) =>
        string.IsNullOrEmpty(beside) ? string.Create(CultureInfo.InvariantCulture, $"\"{frame.Sequence}\"") : string.Create(CultureInfo.InvariantCulture, $"\"{frame.Sequence}-{beside}\"");

    /// <summary>Whether the asker has this very state already (RFC 9110 section 13.1.2; weak comparison).</summary>
    public static bool Known(HttpRequest request, string tag)
    {
        foreach (var sent in request.Headers.IfNoneMatch)
        {
            if (sent is null) continue;
            if (sent == "*") return true;
            foreach (var one in sent.Split(',', StringSplitOptions.TrimEntries))
            {
                if (one == tag || (one.StartsWith("W/", StringComparison.Ordinal) && one[2..] == tag)) return true;
            }
        }

        return false;
    }

    private static async Task Answer(HttpContext http, string slug, AllCalls calls, Boards boards, PastCounts past, AllNotes? beside, string form, string type, Func<CallFrame, Call, CallNotes?, byte[]> render)
    {
        if (calls.Find(slug) is not { Hidden: false } call)
        {
            await Refuse(http, Refusal.NotFound);
            return;
        }

        var asked = CallAt.Asked(http.Request) ? await CallAt.Find(http.Request, call, past) : default(Outcome<PastCount>?);
        if (asked is { Ok: false } refused)
        {
            await Refuse(http, refused.Refusal!);
            return;
        }

        var frame = asked?.Value.Frame ?? await boards.Latest(call.Id);
        var notes = asked is null ? beside?.Of(call) : beside?.Of(call).AsOf(frame.AsOf);
        var tag = Tag(frame, notes?.Version);
        http.Response.Headers.ETag = tag;
        if (Known(http.Request, tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var body = frame.Rendered(form + notes?.Version, made => render(made, call, notes));
        http.Response.ContentType = type;
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    /// <summary>A plain sentence, for whoever reads data.</summary>
    internal static async Task Refuse(HttpContext http, Refusal refusal)
    {
        if (refusal.RetryAfter is { } wait) http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
        http.Response.StatusCode = Shell.WebFront.Status(refusal.Kind);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["error"] = refusal.Message }), http.RequestAborted);
    }

    private static byte[] Json(CallFrame frame, Call call, CallNotes? notes)
    {
        using var buffer = new MemoryStream(4_096);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("slug", call.Slug);
            json.WriteString("as_of", Words.Iso(frame.AsOf));
            CountJson.Write(json, frame.Count);
            if (notes is not null) NotesJson.Write(json, notes);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static byte[] Csv(CallFrame frame, Call call)
    {
        var text = new StringBuilder("t,answered,joined,posts\n");
        foreach (var hour in frame.Count.Series)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Words.Iso(hour.T)},{hour.Answered},{hour.Joined},{hour.Posts}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
