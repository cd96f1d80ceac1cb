using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Antiphon.Calls;
using Antiphon.Calls.Spreading;
using Antiphon.Http;
using Antiphon.Live;
using Antiphon.Media;
using Antiphon.Settings;
using Antiphon.Web.Calls;
using Antiphon.Web.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Antiphon.Web.Take;

/// <summary>
/// <c>GET /calls/{slug}/card.png</c>: the number as a picture, for sites that show one beside a link. Drawn at most once in a few seconds for a call and language, one at a time on the whole
/// server and on no request's thread; whoever asks meanwhile gets the one before. With <c>?at=SEQUENCE</c> as it stood, as for the page.
/// </summary>
public sealed class CardPictures(AllCalls calls, Boards boards, PastCounts past, CurrentSettings settings, Languages languages, Site site, TimeProvider clock) : IDisposable
{
    /// <summary>A number that moves four times a second is not drawn more often than this, in milliseconds.</summary>
    private const long Pace = 5_000;

    /// <summary>Some 40 KB each. Beyond it the shelf starts anew.</summary>
    private const int Most = 400;

    private const int Points = 60;

    /// <summary>Stands for no line: the number as it is.</summary>
    private const long Now = -1;

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    private readonly SemaphoreSlim drawing = new(1);
    private readonly ConcurrentDictionary<(long Call, string Language, long At), Drawn> drawn = new();

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods("/calls/{slug}/card.png", Reading, static (HttpContext http, string slug, CardPictures pictures) => pictures.Answer(http, slug))
            .Rule(Allow.Anyone, Csrf.ChangesNothing, Caching.Shared, Rate.Reads, open: true);

    public void Dispose() => drawing.Dispose();

    private async Task Answer(HttpContext http, string slug)
    {
        if (calls.Find(slug) is not { Hidden: false } call)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var stood = CallAt.Asked(http.Request) ? await CallAt.Find(http.Request, call, past) : default(Outcome<PastCount>?);
        if (stood is { Ok: false } refused)
        {
            await CallData.Refuse(http, refused.Refusal);
            return;
        }

        var picture = await Of(call, stood?.Value.Frame, languages.For(http.Request), http.RequestAborted);
        http.Response.Headers.Vary = "Accept-Language";
        http.Response.Headers.ETag = picture.Tag;
        if (CallData.Known(http.Request, picture.Tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = "image/png";
        http.Response.ContentLength = picture.Png.Length;

        // Pages of other sites that ask for isolation may show it too.
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(picture.Png, http.RequestAborted);
    }

    private async Task<Drawn> Of(Call call, CallFrame? stood, Words words, CancellationToken gone)
    {
        var key = (call.Id, words.Language, stood?.Sequence ?? Now);
        if (Good(key, stood ?? await boards.Latest(call.Id)) is { } known) return known;

        // Who has an older one takes that while another is being drawn.
        var older = drawn.GetValueOrDefault(key);
        if (!await drawing.WaitAsync(older is null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, gone)) return older!;
        try
        {
            var frame = stood ?? await boards.Latest(call.Id);
            if (Good(key, frame) is { } meanwhile) return meanwhile;
            if (drawn.Count >= Most) drawn.Clear();
            var card = CardOf(call, frame, words, stood is not null);
            var png = await Task.Run(() => DrawCard.Run(card), CancellationToken.None);
            return drawn[key] = new Drawn(png, frame.Sequence, Time);
        }
        finally
        {
            drawing.Release();
        }
    }

    private long Time => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private Drawn? Good((long, string, long) key, CallFrame frame) =>
        drawn.TryGetValue(key, out var one) && (one.Sequence == frame.Sequence || Time - one.At < Pace) ? one : null;

    private Card CardOf(Call call, CallFrame frame, Words words, bool isPast)
    {
        var said = new CallInWords(call, frame, settings.Value.Title, site, words, isPast);
        var answered = frame.Count.Answered;
        var growth = CallCharts.Of(frame, call, words).Growth;
        var line = growth.Drawable ? Enumerable.Range(0, Points + 1).Select(i => (double)growth.At(growth.Start + ((growth.DrawnTo - growth.Start) * i / Points)) / growth.Total).ToList() : [];
        return new Card(
            said.Place, said.Headline, answered.IsExact ? string.Empty : words["call.at-least"], words.Number(answered.AtLeast), words.Count("call.answered", answered.AtLeast), said.When, line,
            words.Direction == "rtl");
    }

    private sealed record Drawn(byte[] Png, long Sequence, long At)
    {
        public string Tag { get; } = string.Create(CultureInfo.InvariantCulture, $"\"{Sequence}-{Convert.ToHexStringLower(SHA256.HashData(Png).AsSpan(0, 8))}\"");
    }
}
