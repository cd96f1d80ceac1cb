using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Antiphon.Http;

/// <summary>What is left of an allowance, for the headers that apps read.</summary>
/// <param name="Most">Requests in a window.</param>
/// <param name="Left">How many of them are left.</param>
/// <param name="Reset">When all of them are there again.</param>
/// <param name="RetryAfter">Zero when the request was allowed.</param>
public readonly record struct Allowance(int Most, int Left, DateTimeOffset Reset, TimeSpan RetryAfter)
{
    public bool Allowed => RetryAfter == TimeSpan.Zero;
}

/// <summary>
/// Rate limits by the generic cell rate algorithm: one number per key (when its allowance is whole again), so that a key costs 60 bytes and nothing ticks.
/// A window's requests may come at once; after that they come back evenly.
/// </summary>
public sealed class Limits(LimitOptions options, AddressKeys addresses, TimeProvider clock)
{
    /// <summary>Keys kept at most (some 20 MB). Beyond it those that are whole again go, and if that is not enough all do: a flood of addresses must not fill the memory.</summary>
    private const int MostKeys = 300_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<(Rate Rate, bool Account, UInt128 Key), long> whole = new();

    /// <summary>Draws on the allowance of the caller: the account if signed in, else the address; for secrets always the address.</summary>
    internal Allowance Take(HttpContext context, Rate rate, Caller caller)
    {
        var kind = rate == Rate.Streams ? Rate.Reads : rate;
        var address = context.Connection.RemoteIpAddress;
        if (kind != Rate.Secrets && options.SpareLoopback && (address is null || IPAddress.IsLoopback(address)))
        {
            return new Allowance(options.Of(kind), options.Of(kind), clock.GetUtcNow(), TimeSpan.Zero);
        }

        return kind != Rate.Secrets && caller.SignedIn
            ? Take(kind, account: true, (UInt128)(ulong)caller.Viewer.Id)
            : Take(kind, account: false, addresses.Of(address));
    }

    /// <summary>Draws on an allowance beside the route's own, for what only some of its requests cost. Null where it was there.</summary>
    public Refusal? TakeAlso(HttpContext context, Rate rate)
    {
        var taken = Take(context, rate, context.Caller());
        return taken.Allowed ? null : TooMany(taken.RetryAfter);
    }

    /// <summary>
    /// Draws on the secrets' allowance of a named account, so that many addresses together cannot try one account's password. For endpoints of <see cref="Rate.Secrets"/>
    /// that are given a name or an e-mail address, before they check anything, whether or not such an account exists.
    /// </summary>
    public Refusal? TakeFor(string name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(name.Trim().ToLowerInvariant()), hash);
        var taken = Take(Rate.Secrets, account: true, BitConverter.ToUInt128(hash));
        return taken.Allowed ? null : TooMany(taken.RetryAfter);
    }

    internal static Refusal TooMany(TimeSpan wait) =>
        Refusal.TooMany($"Too many requests. Try again in {Wait(wait)}.", wait);

    private static string Wait(TimeSpan wait) => wait.TotalSeconds <= 90
        ? $"{Math.Max(1, Math.Ceiling(wait.TotalSeconds)):0} seconds"
        : $"{Math.Ceiling(wait.TotalMinutes):0} minutes";

    private Allowance Take(Rate rate, bool account, UInt128 key)
    {
        var most = options.Of(rate);
        var step = Window.Ticks / most;
        var now = clock.GetUtcNow().UtcTicks;
        if (whole.Count > MostKeys) Sweep(now);
        while (true)
        {
            var known = whole.TryGetValue((rate, account, key), out var before);
            var next = Math.Max(now, before) + step;
            if (next - now > Window.Ticks)
            {
                return new Allowance(most, 0, new DateTimeOffset(before, TimeSpan.Zero), TimeSpan.FromTicks(next - now - Window.Ticks));
            }

            var kept = known ? whole.TryUpdate((rate, account, key), next, before) : whole.TryAdd((rate, account, key), next);
            if (kept) return new Allowance(most, (int)((Window.Ticks - (next - now)) / step), new DateTimeOffset(next, TimeSpan.Zero), TimeSpan.Zero);
        }
    }

    private void Sweep(long now)
    {
        foreach (var (key, at) in whole)
        {
            if (at <= now) whole.TryRemove(key, out _);
        }

        if (whole.Count > MostKeys) whole.Clear();
    }
}
