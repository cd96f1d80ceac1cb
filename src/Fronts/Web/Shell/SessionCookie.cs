using Microsoft.AspNetCore.Http;

namespace Antiphon.Web.Shell;

/// <summary>The cookie of a browser session: a secret, unreadable for scripts, sent with links from elsewhere (an app's sign-in needs that) and with no other cross-site request.</summary>
internal static class SessionCookie
{
    private const string Plain = "session";

    /// <summary>Over https the prefix makes browsers refuse it from any other host or path (RFC 6265bis section 4.1.3.2).</summary>
    private const string Secure = "__Host-session";

    public static string? Read(HttpRequest request) => request.Cookies[Name(request)];

    public static void Set(HttpContext http, string secret, long expires) => http.Response.Cookies.Append(
        Name(http.Request), secret, Options(http.Request, DateTimeOffset.FromUnixTimeMilliseconds(expires)));

    public static void Drop(HttpContext http) => http.Response.Cookies.Delete(Name(http.Request), Options(http.Request, null));

    private static string Name(HttpRequest request) => request.IsHttps ? Secure : Plain;

    private static CookieOptions Options(HttpRequest request, DateTimeOffset? expires) => new()
    {
        HttpOnly = true,
        Secure = request.IsHttps,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        Expires = expires,
        IsEssential = true,
    };
}
