using Antiphon.Http;
using Antiphon.Server.Tests.Harness;
using Xunit;

namespace Antiphon.Server.Tests.Security;

/// <summary>The same as <see cref="CachingTests"/> through a cache that somebody else wrote (security.md, test 29).</summary>
public sealed class RealCacheTests(RouteHouse house) : IClassFixture<RouteHouse>
{
    private static readonly (string Name, string Value)[] Odd =
        [("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "evil"), ("X-Original-URL", "/evil.example"), ("Forwarded", "host=evil.example"), ("Accept-Language", "x-evil.example"), ("Origin", "https://evil.example")];

    [Fact]
    public async Task Nginx_gives_nobody_what_somebody_signed_in_or_with_odd_headers_was_shown()
    {
        await using var cache = await NginxCache.Before(house.House.Url);
        using var app = cache.As(await house.App("profile read write follow push"));
        using var browser = cache.As(await house.House.Browser(house.Member));
        var hits = 0;
        foreach (var line in house.Lines.Where(static line => line.Reads && line.Rule.Allow != Allow.Operator && line.Rule.Rate != Rate.Streams))
        {
            var path = house.Path(line, real: true);
            for (var time = 0; time < 2; time++)
            {
                var somebody = await RouteHouse.Send(line.Api ? app : browser, "GET", path);
                Assert.True(Kept(somebody) is false || line.Rule.Caching == Caching.Forever, $"/{line.Pattern}: somebody signed in was answered from the cache.");
            }

            await RouteHouse.Send(cache.Http, "GET", path, Odd);
            var (through, direct) = (await RouteHouse.Send(cache.Http, "GET", path), await RouteHouse.Send(house.House.Http, "GET", path));
            Assert.Equal((path, direct.Status, direct.Location.Replace(house.House.Url, cache.Url, StringComparison.Ordinal)), (path, through.Status, through.Location.Replace(house.House.Url, cache.Url, StringComparison.Ordinal)));
            Assert.DoesNotContain("evil", through.Body + through.Location, StringComparison.Ordinal);
            if (!Kept(through)) continue;
            hits++;
            Assert.Equal(direct.Body, through.Body);
            Assert.True(line.Rule.Caching is Caching.Shared or Caching.Forever, $"/{line.Pattern} was kept, and the table does not say so.");
        }

        // The twin: this cache does keep what may be kept.
        Assert.True(hits > 0 || await KeepsAssets(cache), "nginx kept nothing at all.");
    }

    private static bool Kept(Got got) => got.Answer.Headers.TryGetValues("X-Cache-Status", out var status) && status.Single() is "HIT" or "REVALIDATED" or "STALE";

    private async Task<bool> KeepsAssets(NginxCache cache)
    {
        var front = await RouteHouse.Send(house.House.Http, "GET", "/");
        var asset = System.Text.RegularExpressions.Regex.Match(front.Body, "href=\"(/[^\"]*\\.css)\"").Groups[1].Value;
        await RouteHouse.Send(cache.Http, "GET", asset);
        return Kept(await RouteHouse.Send(cache.Http, "GET", asset));
    }
}
