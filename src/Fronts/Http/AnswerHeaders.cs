using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Antiphon.Http;

/// <summary>What every answer carries. Set before the endpoint, which may replace them, except for what must not be kept.</summary>
internal static class AnswerHeaders
{
    /// <summary>Nothing may run, load or frame what has no policy of its own; pages bring theirs.</summary>
    private const string NothingActive = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private const string Exposed = "Link, ETag, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-Request-Id, Mastodon-Async-Refresh";

    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues Policy = NothingActive;

    // "same-origin", not "no-referrer": with the latter browsers send "Origin: null" with our own forms.
    private static readonly StringValues Referrer = "same-origin";
    private static readonly StringValues NoFrames = "DENY";
    private static readonly StringValues Permissions = "camera=(), geolocation=(), microphone=(), browsing-topics=()";
    private static readonly StringValues NeverKept = "private, no-store";
    private static readonly StringValues OwnKept = "private, no-cache";
    private static readonly StringValues SharedKept = "public, no-cache";
    private static readonly StringValues ForeverKept = "public, max-age=31536000, immutable";

    public static void Prepare(HttpContext context, Front? front, RouteRuleAttribute? rule)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = NoSniff;
        headers.ContentSecurityPolicy = Policy;
        headers["Referrer-Policy"] = Referrer;
        headers.XFrameOptions = NoFrames;
        headers["Permissions-Policy"] = Permissions;
        if (front is { Open: true } || rule is { Open: true })
        {
            headers.AccessControlAllowOrigin = "*";
            headers.AccessControlExposeHeaders = Exposed;
        }
    }

    /// <summary>Limits are told all three or not at all (Mastodon.py reads them as one).</summary>
    public static void Rate(HttpResponse response, Allowance left)
    {
        var headers = response.Headers;
        headers["X-RateLimit-Limit"] = left.Most.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Remaining"] = left.Left.ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Reset"] = left.Reset.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        if (!left.Allowed) headers.RetryAfter = Math.Ceiling(left.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
    }

    public static bool IsPreflight(HttpRequest request) => HttpMethods.IsOptions(request.Method) && request.Headers.ContainsKey(HeaderNames.AccessControlRequestMethod);

    public static void Preflight(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status204NoContent;
        response.Headers.AccessControlAllowMethods = "GET, POST, PUT, PATCH, DELETE";
        response.Headers.AccessControlAllowHeaders = "Authorization, Content-Type, Idempotency-Key";
        response.Headers.AccessControlMaxAge = "86400";
    }

    /// <summary>Decided when the answer is known: a refusal, a change, an answer to somebody signed in or one that sets a cookie is kept by nobody.</summary>
    public static Task Finish(HttpContext context)
    {
        var response = context.Response;
        if (context.Request.IsHttps) response.Headers.StrictTransportSecurity = "max-age=31536000";
        var caching = context.GetEndpoint()?.Metadata.GetMetadata<RouteRuleAttribute>()?.Caching ?? Caching.Never;
        var reading = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (!reading || response.StatusCode >= 400 || response.Headers.ContainsKey(HeaderNames.SetCookie)) caching = Caching.Never;
        if (caching == Caching.Shared && context.Caller() is { SignedIn: true } or { Token: not null }) caching = Caching.Never;
        response.Headers.CacheControl = caching switch
        {
            Caching.Own => OwnKept,
            Caching.Shared => SharedKept,
            Caching.Forever => ForeverKept,
            _ => NeverKept,
        };
        if (caching == Caching.Shared) response.Headers.Append(HeaderNames.Vary, "Authorization, Cookie");
        return Task.CompletedTask;
    }
}
