using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Bugs;

/// <summary>The page of a call that was opened as of a time long past said that everything since had been seen as it happened.</summary>
public sealed class SeenLiveFromWhenItCameTests(PostgresServer postgres)
{
    [Theory, EachStore]
    public async Task What_came_before_a_call_was_known_here_was_not_seen_as_it_happened(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var imre = await house.Member("imre");
        var now = house.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.Equal(now, (await house.SickAtWork(imre, opensAt: 1_508_098_871_000)).Live);
    }
}
