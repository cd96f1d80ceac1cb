using Antiphon.Http;
using Xunit;

namespace Antiphon.Server.Tests.Security;

/// <summary>Every GET route through a shared cache, as somebody signed in, with odd headers, and as nobody (security.md, test 29).</summary>
public sealed class CachingTests(RouteHouse house) : IClassFixture<RouteHouse>
{
    /// <summary>Headers by which caches have been poisoned before: none of them may show in what others get.</summary>
    private static readonly (string Name, string Value)[] Odd =
    [
        ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "evil"), ("X-Forwarded-For", "203.0.113.7"), ("X-Original-URL", "/evil.example"), ("X-Rewrite-URL", "/evil.example"),
        ("Forwarded", "host=evil.example;proto=evil"), ("X-Forwarded-Prefix", "/evil.example"), ("X-HTTP-Method-Override", "POST"), ("Accept", "application/activity+json, evil/example"),
        ("Accept-Language", "x-evil.example"), ("Origin", "https://evil.example"), ("Referer", "https://evil.example/"), ("User-Agent", "evil.example"), ("Range", "bytes=0-9"),
        ("Signature", "keyId=\"https://evil.example/key\",signature=\"x\""),
    ];

    private IEnumerable<RouteLine> Readable => house.Lines.Where(static line => line.Reads && line.Rule.Allow != Allow.Operator);

    [Fact]
    public async Task A_shared_cache_keeps_nothing_of_what_somebody_signed_in_was_shown()
    {
        var cache = new SharedCache();
        using var app = await house.App("profile read write follow push");
        using var browser = await house.House.Browser(house.Member);
        foreach (var line in Readable)
        {
            var got = await cache.Get(line.Api ? app : browser, house.Path(line, real: true));
            Assert.True((int)got.Status < 500, $"/{line.Pattern}: {got.Body}");
            if (line.Rule.Caching == Caching.Forever) continue;
            Assert.True(got.Cache.StartsWith("private", StringComparison.Ordinal), $"/{line.Pattern} as somebody: {got.Cache}");
        }

        Assert.DoesNotContain(cache.Kept, one => house.Lines.Single(line => line.Reads && house.Path(line, real: true) == one.Path).Rule.Caching != Caching.Forever);
        Assert.Empty(house.House.Errors);
    }

    [Fact]
    public async Task What_nobody_is_shown_through_a_cache_is_what_they_would_be_shown_without_whoever_asked_before()
    {
        var cache = new SharedCache();
        using var app = await house.App("profile read write follow push");
        using var browser = await house.House.Browser(house.Member);
        var kept = 0;
        foreach (var line in Readable)
        {
            var path = house.Path(line, real: true);
            await cache.Get(line.Api ? app : browser, path, Odd);
            var odd = await cache.Get(house.House.Http, path, Odd);
            Assert.DoesNotContain("evil", odd.Body + odd.Location, StringComparison.Ordinal);
            var (through, direct) = (await cache.Get(house.House.Http, path), await RouteHouse.Send(house.House.Http, "GET", path));
            Assert.Equal((path, direct.Status, direct.Location), (path, through.Status, through.Location));
            if (cache.Kept.All(one => one.Path != path)) continue;
            kept++;
            Assert.Equal(direct.Body, through.Body);
            Assert.True(line.Rule.Caching is Caching.Shared or Caching.Forever, $"/{line.Pattern} is kept, and the table does not say so.");
        }

        // The twin: a cache is of use here at all.
        Assert.True(kept >= 10, $"Only {kept} answers may be kept by anybody.");
        Assert.Empty(house.House.Errors);
    }

    [Fact]
    public async Task Each_route_says_of_its_answer_what_the_table_says()
    {
        foreach (var line in Readable.Where(static line => line.Rule.Allow is Allow.Anyone or Allow.Secret))
        {
            var got = await RouteHouse.Send(house.House.Http, "GET", house.Path(line, real: true));
            var sets = got.Answer.Headers.Contains("Set-Cookie");
            var expected = (int)got.Status >= 400 || sets ? "private, no-store" : line.Rule.Caching switch
            {
                Caching.Own => "private, no-cache",
                Caching.Shared => "public, no-cache",
                Caching.Forever => "public, max-age=31536000, immutable",
                _ => "private, no-store",
            };
            Assert.Equal((line.Pattern, expected), (line.Pattern, string.Join(", ", got.Cache.Split(", ").OrderByDescending(static part => part is "private" or "public").ThenBy(static part => part == "immutable"))));
            if (expected.StartsWith("public, no-cache", StringComparison.Ordinal))
            {
                Assert.Contains("Authorization", got.Answer.Headers.Vary);
                Assert.Contains("Cookie", got.Answer.Headers.Vary);
                Assert.True(line.Rule.Caching != Caching.Shared || !line.Pattern.StartsWith("calls", StringComparison.Ordinal) || got.Answer.Headers.ETag is not null, $"/{line.Pattern} has no entity tag.");
            }
        }
    }
}
