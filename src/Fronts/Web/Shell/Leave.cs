using Antiphon.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Antiphon.Web.Shell;

/// <summary>
/// "Leave this page": to something that anybody might have open. What was left does not come back with the browser's Back: its copies are dropped where the browser
/// allows it, and for a while afterwards the pages that can be left lead on at once instead of being shown. Opening the front page ends that.
/// </summary>
internal static class Leave
{
    /// <summary>Harmless to be seen with, quick, available in most countries and languages.</summary>
    public const string To = "https://www.wikipedia.org/";

    /// <summary>Says only that something was left, and not what.</summary>
    private const string Cookie = "away";

    /// <summary>Long enough for whoever takes over the device to try Back; short enough that nobody is kept out who comes again another day.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    public static void MapLeave(this IEndpointRouteBuilder routes) => routes.MapGet("/leave", static http =>
    {
        http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        http.Response.Cookies.Append(
            Cookie, "1", new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = Lasts, Path = "/", Secure = http.Request.IsHttps, IsEssential = true });
        return Away(http);
    }).Rule(Allow.Anyone, Csrf.ChangesNothing, Caching.Never, Rate.Reads);

    /// <summary>Whether the visitor has left a page of ours a short while ago.</summary>
    public static bool Left(HttpContext http) => http.Request.Cookies.ContainsKey(Cookie);

    /// <summary>The visitor is back on purpose.</summary>
    public static void Return(HttpContext http) => http.Response.Cookies.Delete(Cookie, new CookieOptions { Path = "/" });

    /// <summary>Answers with the way out.</summary>
    public static Task Away(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = To;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return Task.CompletedTask;
    }
}
