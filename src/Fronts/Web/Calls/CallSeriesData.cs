using System.Security.Cryptography;
using Antiphon.Calls;
using Antiphon.Calls.Spreading;
using Antiphon.Http;
using Antiphon.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Antiphon.Web.Calls;

/// <summary>Every series behind a call's charts: <c>GET /calls/{slug}/{series}.csv</c> and <c>.json</c>. Public, open to scripts of any site; <c>?at=SEQUENCE</c> as for the page.</summary>
internal static class CallSeriesData
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapCallSeries(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/calls/{slug}/{series}.csv", Reading, static (HttpContext http, string slug, string series, SeriesDesk desk) => desk.Answer(http, slug, series, csv: true))
            .Rule(Allow.Anyone, Csrf.ChangesNothing, Caching.Shared, Rate.Reads, open: true);
        routes.MapMethods("/calls/{slug}/{series}.json", Reading, static (HttpContext http, string slug, string series, SeriesDesk desk) => desk.Answer(http, slug, series, csv: false))
            .Rule(Allow.Anyone, Csrf.ChangesNothing, Caching.Shared, Rate.Reads, open: true);
    }
}

/// <summary>Finds what a series is made from, now or as it stood, and hands it out.</summary>
internal sealed class SeriesDesk(AllCalls calls, Boards boards, Spreads spreads, PastCounts past, NamedCarriers carriers)
{
    public async Task Answer(HttpContext http, string slug, string series, bool csv)
    {
        if (calls.Find(slug) is not { Hidden: false } call || !CallSeries.Names.Contains(series))
        {
            await CallData.Refuse(http, Refusal.NotFound);
            return;
        }

        var found = await Find(http, call);
        if (!found.Ok)
        {
            await CallData.Refuse(http, found.Refusal!);
            return;
        }

        var (frame, spread) = found.Value;
        var table = CallSeries.Of(series, frame, spread, series == "carriers" ? carriers.Of(spread) : []);
        var (sequence, asOf) = CallSeries.IsOfTheFrame(series) ? (frame.Sequence, frame.AsOf) : (spread.Sequence, spread.AsOf);
        var body = csv ? table.Csv() : table.Json(call.Slug, series, sequence, asOf);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\"";
        http.Response.Headers.ETag = tag;
        if (CallData.Known(http.Request, tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = csv ? "text/csv; charset=utf-8" : "application/json";
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    private async Task<Outcome<(CallFrame Frame, Spread Spread)>> Find(HttpContext http, Call call)
    {
        if (CallAt.Asked(http.Request))
        {
            var asked = await CallAt.Find(http.Request, call, past);
            return asked.Ok ? (asked.Value.Frame, asked.Value.Spread) : asked.Refusal!;
        }

        if (await spreads.Latest(call) is not { } spread) return Refusal.TooMany("How this call spread is being worked out. It will be here in a few minutes.", TimeSpan.FromMinutes(1));
        return (await boards.Latest(call.Id), spread);
    }
}
