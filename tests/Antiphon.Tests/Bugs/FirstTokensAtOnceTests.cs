using Antiphon.Access;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Bugs;

/// <summary>Two scripts that asked for the first token at the same time each made the command line's app, and one of them failed.</summary>
public sealed class FirstTokensAtOnceTests(PostgresServer postgres)
{
    [Theory, EachStore]
    public async Task The_first_tokens_of_the_command_line_may_be_asked_for_at_once(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        await house.Member("imre");
        var tokens = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => house.Get<IssueToken>().ForOperator("imre", "read")));
        Assert.All(tokens, static token => Assert.Null(token.Refusal));
        Assert.Single(tokens.Select(static token => token.Value.Token.App).Distinct());
    }
}
