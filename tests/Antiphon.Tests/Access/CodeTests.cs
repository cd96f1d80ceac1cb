using Antiphon.Access;
using Antiphon.People;
using Antiphon.People.Authority;
using Antiphon.Tests.People;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Access;

/// <summary>What time and storage have to do with apps, codes and tokens; the rest is tried over HTTP.</summary>
public sealed class CodeTests(PostgresServer postgres)
{
    private const string Redirect = "https://client.example/callback";

    [Theory, EachStore]
    public async Task A_code_is_good_for_ten_minutes_and_no_longer(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var mira = await house.Joins("mira");
        var app = await App(house);
        var (early, late) = (await Code(house, app, mira), await Code(house, app, mira));
        house.Clock.Advance(IssueCode.Life);
        Assert.Null((await house.Get<RedeemCode>().Run(app.App, early, Redirect, null)).Refusal);
        house.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("code", (await house.Get<RedeemCode>().Run(app.App, late, Redirect, null)).Refusal!.Field);
    }

    [Theory, EachStore]
    public async Task A_code_is_worth_nothing_once_its_person_may_not_sign_in(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (mira, odo) = (await house.Joins("mira"), await house.Joins("odo"));
        var app = await App(house);
        var (hers, his) = (await Code(house, app, mira), await Code(house, app, odo));
        Assert.Null((await house.Get<SuspendAccount>().Run(0, mira.Id, "spam")).Refusal);
        Assert.NotNull((await house.Get<RedeemCode>().Run(app.App, hers, Redirect, null)).Refusal);
        Assert.Null((await house.Get<RedeemCode>().Run(app.App, his, Redirect, null)).Refusal);
    }

    [Theory, EachStore]
    public async Task No_secret_stands_in_the_store(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var mira = await house.Joins("mira");
        var app = await App(house);
        var pending = await Code(house, app, mira);
        var token = (await house.Get<RedeemCode>().Run(app.App, await Code(house, app, mira), Redirect, null)).Value;
        Assert.NotNull(house.Get<Tokens>().Check(token.Text));
        foreach (var (secret, table, column) in new[] { (app.Secret, "apps", "secret"), (pending, "codes", "code"), (token.Text, "tokens", "token") })
        {
            var stored = house.Store.Read(sql => sql.Rows($"SELECT {column} FROM {table}", static row => row.Blob(0)));
            var digest = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(secret));
            Assert.Contains(stored, bytes => bytes.SequenceEqual(digest));
            Assert.All(stored, static bytes => Assert.Equal(32, bytes.Length));
        }
    }

    [Theory, EachStore]
    public async Task Apps_that_nobody_has_used_for_a_month_are_swept_and_those_that_somebody_uses_stay(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var mira = await house.Joins("mira");
        var (used, unused) = (await App(house), await App(house));
        Assert.Null((await house.Get<RedeemCode>().Run(used.App, await Code(house, used, mira), Redirect, null)).Refusal);
        house.Clock.Advance(TimeSpan.FromDays(29));
        await App(house);
        Assert.NotNull(house.Get<Apps>().Find(unused.App.ClientId));
        house.Clock.Advance(TimeSpan.FromDays(2));
        await App(house);
        Assert.Null(house.Get<Apps>().Find(unused.App.ClientId));
        Assert.NotNull(house.Get<Apps>().Find(used.App.ClientId));
    }

    [Theory, EachStore]
    public async Task A_token_that_was_checked_a_moment_ago_stands_only_as_long_as_it_does(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var mira = await house.Joins("mira");
        var app = await App(house);
        var (token, other) = (await Token(house, app, mira), await Token(house, app, mira));
        var (known, kept) = (house.Get<Tokens>().Check(token.Text)!, house.Get<Tokens>().Check(other.Text)!);
        Assert.True(house.Get<Tokens>().Stands(known));
        Assert.Null((await house.Get<RevokeToken>().Run(app.App, token.Text)).Refusal);
        Assert.False(house.Get<Tokens>().Stands(known));
        Assert.True(house.Get<Tokens>().Stands(kept));
        Assert.Null((await house.Get<RevokeApp>().Run(mira.Id, app.App.Id)).Refusal);
        Assert.False(house.Get<Tokens>().Stands(kept));
    }

    private static async Task<RegisteredApp> App(TestHouse house)
    {
        var registered = await house.Get<RegisterApp>().Run("Lantern", [Redirect], "read write", null);
        Assert.Null(registered.Refusal);
        return registered.Value;
    }

    private static async Task<string> Code(TestHouse house, RegisteredApp app, Account who)
    {
        var code = await house.Get<IssueCode>().Run(new Consent(app.App, Redirect, ScopeSet.Parse("read").Value, null), who.Id);
        Assert.Null(code.Refusal);
        return code.Value;
    }

    private static async Task<IssuedToken> Token(TestHouse house, RegisteredApp app, Account who) =>
        (await house.Get<RedeemCode>().Run(app.App, await Code(house, app, who), Redirect, null)).Value;
}
