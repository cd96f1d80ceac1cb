using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Antiphon.Calls;
using Antiphon.Calls.Spreading;
using Antiphon.Http;
using Antiphon.Live;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Settings;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Antiphon.Web.Calls;

/// <summary>
/// A call's page as bytes, the same for all visitors who are not signed in: made once for each change of the count or of what is shown, and sent as it is.
/// What its readers share is their language and how the page is lit; whoever is signed in gets a page of their own.
/// </summary>
public sealed class CallPages
{
    /// <summary>The pattern of the page that is kept.</summary>
    public const string Route = "calls/{slug}";

    /// <summary>Times are said as "4 min", so a page is made anew after this long even if nothing happened.</summary>
    private const long Freshness = 30_000;

    /// <summary>Pages kept at most; some 100 KB each. Beyond it the cache starts anew.</summary>
    private const int Most = 500;

    private readonly AllCalls calls;
    private readonly Boards boards;
    private readonly Spreads spreads;

    /// <summary>One maker for each page at a time; pages share a few of these locks.</summary>
    private readonly SemaphoreSlim[] makers = [.. Enumerable.Range(0, 16).Select(static _ => new SemaphoreSlim(1))];

    private readonly ConcurrentDictionary<(long Call, string Language, Theme Theme), Shelf> shelves = new();
    private long changes;

    public CallPages(AllCalls calls, Boards boards, Spreads spreads, Happenings happenings)
    {
        this.calls = calls;
        this.boards = boards;
        this.spreads = spreads;
        happenings.Listen(Hear);
    }

    /// <summary>The page's own delegate, asked only where no kept page holds.</summary>
    public RequestDelegate Around(RequestDelegate page) => async http =>
    {
        if (Shared(http) is not { } call)
        {
            await page(http).ConfigureAwait(false);
            return;
        }

        var visit = Visit.Of(http);
        if (shelves.Count > Most) shelves.Clear();
        var shelf = shelves.GetOrAdd((call.Id, visit.Words.Language, visit.Theme), static _ => new Shelf());
        var kept = shelf.Page;
        if (kept is null || !await Holds(kept, call, visit.Now).ConfigureAwait(false)) kept = await Make(shelf, call, visit, page).ConfigureAwait(false);
        if (kept is not null) await Send(http, kept).ConfigureAwait(false);
    };

    /// <summary>The call, where this request may be answered with what everybody gets.</summary>
    private Call? Shared(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method)) return null;
        if (http.Caller().SignedIn || http.Request.Cookies.ContainsKey(Visit.SaidCookie) || Leave.Left(http) || CallAt.Asked(http.Request)) return null;
        return http.GetRouteValue("slug") is string slug && calls.Find(slug) is { Hidden: false } call ? call : null;
    }

    private async ValueTask<bool> Holds(Page kept, Call call, long now) =>
        kept.Changes == Interlocked.Read(ref changes) && now < kept.Until && kept.Spread == spreads.Known(call.Id) && (await boards.Latest(call.Id).ConfigureAwait(false)).Sequence == kept.Sequence;

    /// <summary>Makes the page once for all who wait for it.</summary>
    /// <returns>Null where the page did not come to be; then it has answered already.</returns>
    private async Task<Page?> Make(Shelf shelf, Call call, Visit visit, RequestDelegate page)
    {
        var maker = makers[(int)((ulong)call.Id % (ulong)makers.Length)];
        await maker.WaitAsync(visit.Http.RequestAborted).ConfigureAwait(false);
        try
        {
            if (shelf.Page is { } known && await Holds(known, call, visit.Now).ConfigureAwait(false)) return known;

            // Read before the page is: a change that falls in between makes it once more.
            var (before, sequence) = (Interlocked.Read(ref changes), (await boards.Latest(call.Id).ConfigureAwait(false)).Sequence);
            await spreads.Latest(call).ConfigureAwait(false);
            var spread = spreads.Known(call.Id);
            var (response, method) = (visit.Http.Response, visit.Http.Request.Method);
            var to = response.Body;
            using var buffer = new MemoryStream(65_536);
            response.Body = buffer;
            visit.Http.Request.Method = HttpMethods.Get;
            try
            {
                await page(visit.Http).ConfigureAwait(false);
            }
            finally
            {
                response.Body = to;
                visit.Http.Request.Method = method;
            }

            if (response.StatusCode != StatusCodes.Status200OK)
            {
                buffer.Position = 0;
                await buffer.CopyToAsync(to, visit.Http.RequestAborted).ConfigureAwait(false);
                return null;
            }

            return shelf.Page = new Page(buffer.ToArray(), sequence, spread, before, visit.Now + Freshness);
        }
        finally
        {
            maker.Release();
        }
    }

    private static Task Send(HttpContext http, Page kept)
    {
        var response = http.Response;
        response.Headers.ContentSecurityPolicy = Policy.Usual;
        response.Headers.ETag = kept.Tag;
        response.Headers.Vary = "Accept-Language, Accept-Encoding";
        if (CallData.Known(http.Request, kept.Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            response.ContentLength = null;
            return Task.CompletedTask;
        }

        var body = kept.Plain;
        if (http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.Ordinal)) (body, response.Headers.ContentEncoding) = (kept.Packed.Value, "gzip");
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }

    /// <summary>What may change a page without moving the count: an edit, a deletion, an account, a call, the server's name.</summary>
    private void Hear(Happening happening)
    {
        if (happening is PostEdited or PostDeleted or AccountChanged or CallChanged or SettingsChanged) Interlocked.Increment(ref changes);
    }

    private sealed class Shelf
    {
        public volatile Page? Page;
    }

    private sealed class Page(byte[] plain, long sequence, long spread, long changes, long until)
    {
        public byte[] Plain => plain;

        public long Sequence => sequence;

        /// <summary>The line up to which the page says how the call spread.</summary>
        public long Spread => spread;

        public long Changes => changes;

        public long Until => until;

        /// <summary>The count's line, and what else is on the page.</summary>
        public string Tag { get; } = string.Create(CultureInfo.InvariantCulture, $"\"{sequence}-{Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 8))}\"");

        public Lazy<byte[]> Packed { get; } = new(() =>
        {
            using var buffer = new MemoryStream(plain.Length / 4);
            using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest)) gzip.Write(plain);
            return buffer.ToArray();
        });
    }
}
