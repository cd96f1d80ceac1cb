using Antiphon.Access;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Bugs;

/// <summary>One token in 64 began with a hyphen, and <c>token revoke</c> took it for an option.</summary>
public sealed class TokensOnACommandLineTests(PostgresServer postgres)
{
    [Fact]
    public async Task No_token_begins_like_an_option()
    {
        await using var house = await TestHouse.Open(StoreKind.Sqlite, postgres);
        await house.Member("imre");
        var issued = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => house.Get<IssueToken>().ForOperator("imre", "read")));
        Assert.All(issued, static one => Assert.Matches("^[A-Za-z0-9_][A-Za-z0-9_-]{42}$", one.Value.Text));
        Assert.Equal(issued.Length, issued.Select(static one => one.Value.Text).Distinct().Count());
    }
}
