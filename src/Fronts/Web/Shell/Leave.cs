using Antiphon.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Antiphon.Web.Shell;

/// <summary>
/// "Leave this page": to something that anybody might have open. The page that was left is dropped from the browser's memory of pages where the browser allows it;
/// the script goes one further and takes it out of the history.
/// </summary>
internal static class Leave
{
    /// <summary>Harmless to be seen with, quick, available in most countries and languages.</summary>
    public const string To = "https://www.wikipedia.org/";

    public static void MapLeave(this IEndpointRouteBuilder routes) => routes.MapGet("/leave", static http =>
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = To;
        http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return Task.CompletedTask;
    }).Rule(Allow.Anyone, Csrf.ChangesNothing, Caching.Never, Rate.Reads);
}
