using Microsoft.AspNetCore.Http;

namespace Antiphon.Web.Pages.Door;

/// <summary>Carries the ticket of the first step of signing in to the second: five minutes, to this one page.</summary>
internal static class TicketCookie
{
    private const string Name = "sign-in-ticket";
    private const string Path = "/sign-in/code";

    public static string? Read(HttpRequest request) => request.Cookies[Name];

    public static void Set(HttpContext http, string ticket) => http.Response.Cookies.Append(Name, ticket, new CookieOptions
    {
        HttpOnly = true,
        Secure = http.Request.IsHttps,
        SameSite = SameSiteMode.Strict,
        Path = Path,
        MaxAge = TimeSpan.FromMinutes(5),
        IsEssential = true,
    });

    public static void Drop(HttpContext http) => http.Response.Cookies.Delete(Name, new CookieOptions { Path = Path });
}
