using System.Text;
using Antiphon.Access;

namespace Antiphon.MastodonApi.OAuth;

/// <summary>How an app proves itself at the token's addresses: in the body, as all Mastodon apps do, or by HTTP Basic (RFC 6749 section 2.3.1).</summary>
internal static class ClientProof
{
    public static Outcome<App> Of(Request request, Access.Apps apps)
    {
        var (id, secret) = (request.Params.Text("client_id"), request.Params.Text("client_secret"));
        var header = request.Http.Request.Headers.Authorization;
        if (id is null && header is [{ } value] && value.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            var bytes = new byte[value.Length];
            if (!Convert.TryFromBase64String(value[6..].Trim(), bytes, out var length)) return apps.Prove(null, null);
            var pair = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
            (id, secret) = (Uri.UnescapeDataString(pair[0]), pair.Length == 2 ? Uri.UnescapeDataString(pair[1]) : null);
        }

        return apps.Prove(id, secret);
    }
}
