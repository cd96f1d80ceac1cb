using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Antiphon.Http;

/// <summary>
/// Whether a request that changes something comes from our own pages. Browsers have said so themselves since 2020, by <c>Sec-Fetch-Site</c> (to https and localhost)
/// or <c>Origin</c> (on every POST). Whoever sends a cookie and neither header, or an origin that says nothing, must show the form's token.
/// </summary>
public static class SameOrigin
{
    /// <summary>What a browser says of a page whose referrer policy is "no-referrer", and of a sandboxed frame: it proves nothing either way.</summary>
    private const string Opaque = "null";

    public static async ValueTask<bool> Holds(HttpContext context, IAntiforgery tokens)
    {
        var request = context.Request;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site is "same-origin" or "none";
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && origin != Opaque) return Uri.TryCreate(origin, UriKind.Absolute, out var from) && Same(from, request);
        return (origin.Length == 0 && !request.Headers.ContainsKey("Cookie")) || await tokens.IsRequestValidAsync(context).ConfigureAwait(false);
    }

    private static bool Same(Uri from, HttpRequest request) =>
        string.Equals(from.Scheme, request.Scheme, StringComparison.OrdinalIgnoreCase)
        && string.Equals(from.Authority, new UriBuilder(request.Scheme, request.Host.Host, request.Host.Port ?? -1).Uri.Authority, StringComparison.OrdinalIgnoreCase);
}
