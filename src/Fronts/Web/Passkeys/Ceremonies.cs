using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Antiphon.Web.Passkeys;

/// <summary>
/// The challenges of passkey ceremonies that are under way. What the server must remember stays here; the browser holds a ticket in a cookie that scripts cannot read.
/// Each is good once, for five minutes.
/// </summary>
public sealed class Ceremonies(TimeProvider clock)
{
    private const string Cookie = "passkey";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Under way at most, some 1 KB each. Beyond it the oldest are given up: asking for a challenge is rate-limited by address.</summary>
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, Pending> pending = new(StringComparer.Ordinal);

    /// <param name="account">Who adds a passkey; 0 for somebody who signs in.</param>
    /// <param name="state">What the handler wants back.</param>
    internal void Begin(HttpContext http, long account, string state)
    {
        if (pending.Count >= Most) Tidy();
        var ticket = RandomNumberGenerator.GetHexString(64, lowercase: true);
        pending[ticket] = new Pending(account, state, Now + (long)Lifetime.TotalMilliseconds);
        http.Response.Cookies.Append(Cookie, ticket, Options(http, Lifetime));
    }

    /// <summary>The state of the ceremony that this browser began for this account; null where there is none, or not any more.</summary>
    internal string? Take(HttpContext http, long account)
    {
        if (http.Request.Cookies[Cookie] is not { } ticket) return null;
        http.Response.Cookies.Delete(Cookie, Options(http, null));
        return pending.TryRemove(ticket, out var one) && one.Account == account && one.Expires > Now ? one.State : null;
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private void Tidy()
    {
        var now = Now;
        foreach (var (ticket, one) in pending)
        {
            if (one.Expires <= now) pending.TryRemove(ticket, out _);
        }

        if (pending.Count < Most) return;
        foreach (var (ticket, _) in pending.OrderBy(static entry => entry.Value.Expires).Take(Most / 10)) pending.TryRemove(ticket, out _);
    }

    private static CookieOptions Options(HttpContext http, TimeSpan? life) => new()
    {
        HttpOnly = true,
        Secure = http.Request.IsHttps,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        MaxAge = life,
        IsEssential = true,
    };

    private sealed record Pending(long Account, string State, long Expires);
}
