using Antiphon.Moderation.Hosts;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Tests.People;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Moderation;

public sealed class HostRulesTests(PostgresServer postgres)
{
    /// <summary>Every spelling of a name that a block is got round with, and what is not that name.</summary>
    [Theory, EachStore]
    public async Task A_block_holds_for_every_spelling_and_subdomain_and_for_nothing_else(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var rules = house.Get<HostRules>();
        foreach (var domain in new[] { "Evil.Example", "bücher.example", "127.0.0.1" })
            Assert.Null((await house.Get<BlockHost>().Add(0, domain, new HostBlockChange(HostSeverity.Suspended))).Refusal);

        foreach (var spelling in new[]
        {
            "evil.example", "EVIL.example", "evil.example.", "evil.example:8443", "https://evil.example/users/imre", "a.b.evil.example", "evil\u3002example",
            "ｅｖｉｌ.example", "xn--bcher-kva.example", "BÜCHER.example", "www.bücher.example", "2130706433", "0x7f.1", "imre@evil.example", "*.evil.example",
        })
        {
            Assert.True(rules.Of(spelling).Suspended, spelling);
        }

        foreach (var other in new[] { "notevil.example", "evil.example.org", "example", "buecher.example", "127.0.0.2" }) Assert.False(rules.Of(other).Suspended, other);
        Assert.False(rules.Of(null).Suspended);
        Assert.True(rules.Of("no host at all").Suspended);
    }

    [Theory, EachStore]
    public async Task Of_several_rules_the_strictest_holds_and_a_lifted_one_holds_no_more(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (rules, block) = (house.Get<HostRules>(), house.Get<BlockHost>());
        await block.Add(0, "example.net", new HostBlockChange(HostSeverity.Limited, RejectMedia: true));
        var inner = (await block.Add(0, "bad.example.net", new HostBlockChange(HostSeverity.Suspended))).Value;
        Assert.Equal(new HostStanding(HostSeverity.Limited, true, false), rules.Of("good.example.net"));
        Assert.True(rules.Of("very.bad.example.net").Suspended);
        Assert.Equal(RefusalKind.Conflict, (await block.Add(0, "BAD.example.net", new HostBlockChange())).Refusal?.Kind);

        Assert.Null((await block.Remove(0, inner.Id)).Refusal);
        Assert.Equal(HostSeverity.Limited, rules.Of("very.bad.example.net").Severity);
    }

    [Theory, EachStore]
    public async Task Where_only_named_servers_are_allowed_all_others_are_kept_out(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var rules = house.Get<HostRules>();
        var allowed = (await house.Get<AllowHost>().Add(0, "friends.example")).Value;
        Assert.False(rules.Of("others.example").Suspended);
        await house.Settings(settings => settings with { OnlyAllowedHosts = true });
        Assert.True(rules.Of("others.example").Suspended);
        Assert.False(rules.Of("social.friends.example").Suspended);
        await house.Get<AllowHost>().Remove(0, allowed.Id);
        Assert.True(rules.Of("friends.example").Suspended);
    }

    /// <summary>What was there before the block disappears with it and is back after it: nothing is deleted.</summary>
    [Theory, EachStore]
    public async Task A_server_s_people_are_hidden_while_it_is_blocked(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var far = await house.Store.Write(tx =>
        {
            var id = tx.NewAccountId();
            tx.Run(
                "INSERT INTO accounts (id, network, domain, username, username_key, uri, created, changed) VALUES ($1, 1, 'social.example', 'fay', 'fay', 'https://social.example/users/fay', $2, $2)", id, tx.Now);
            return id;
        });
        var accounts = house.Get<Accounts>();
        Assert.Equal(AccountState.Active, accounts.Find(far)!.State);
        var block = (await house.Get<BlockHost>().Add(0, "example", new HostBlockChange(HostSeverity.Limited))).Value;
        Assert.Equal(AccountState.Limited, accounts.Named("fay@social.example")!.State);
        await house.Get<BlockHost>().Change(0, block.Id, new HostBlockChange(HostSeverity.Suspended));
        Assert.False(accounts.Find(far)!.Shown);
        Assert.False(accounts.Load([far])[far].Shown);
        await house.Get<BlockHost>().Remove(0, block.Id);
        Assert.Equal(AccountState.Active, accounts.Find(far)!.State);
    }

    [Theory, EachStore]
    public async Task Only_administrators_decide_about_servers_and_none_blocks_their_own(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres, more: static services => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(services, new Site("here.example", "https://here.example")));
        var moderator = await house.Joins("mira", Role.Moderator);
        Assert.Equal(RefusalKind.Forbidden, (await house.Get<BlockHost>().Add(moderator.Id, "evil.example", new HostBlockChange())).Refusal?.Kind);
        Assert.Equal(RefusalKind.Invalid, (await house.Get<BlockHost>().Add(0, "example", new HostBlockChange())).Refusal?.Kind);
        Assert.Equal("domain", (await house.Get<BlockHost>().Add(0, "no host", new HostBlockChange())).Refusal?.Field);
        Assert.Equal(0, house.Rows("host_blocks"));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData("\n=1+1")]
    public void No_comment_is_a_formula_where_the_list_is_opened_in_a_spreadsheet(string comment)
    {
        var written = HostCsv.Write([new HostBlock(1, "a.example", HostSeverity.Suspended, false, false, false, null, comment, 0)]);
        var cell = written.Split("a.example,suspend,false,false,")[1].TrimStart('"');
        Assert.StartsWith("'", cell, StringComparison.Ordinal);
    }
}
