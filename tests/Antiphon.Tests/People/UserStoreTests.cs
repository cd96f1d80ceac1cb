using Antiphon.People;
using Antiphon.People.Security;
using Antiphon.Tests.Stores;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Antiphon.Tests.People;

/// <summary>ASP.NET Core Identity's own UserManager over our store, as the passkey ceremony of the web front uses it.</summary>
public sealed class UserStoreTests(PostgresServer postgres)
{
    [Theory, EachStore]
    public async Task A_passkey_is_kept_found_counted_on_and_removed(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var ines = await house.Joins("Ines");
        using var scope = house.Get<IServiceScopeFactory>().CreateScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        Assert.True(users.SupportsUserPasskey);
        var user = (await users.FindByNameAsync("INES"))!;
        byte[] id = [1, 2, 3];

        Assert.True((await users.AddOrUpdatePasskeyAsync(user, Passkey(id, 5, "Phone"))).Succeeded);
        Assert.True((await users.AddOrUpdatePasskeyAsync(user, Passkey(id, 6, "My phone"))).Succeeded);

        var found = (await users.FindByPasskeyIdAsync(id))!;
        Assert.Equal(ines.Id, found.Account);
        var passkey = Assert.Single(await users.GetPasskeysAsync(found));
        Assert.Equal(("My phone", 6u, true), (passkey.Name, passkey.SignCount, passkey.IsUserVerified));
        Assert.Equal([9, 9], passkey.PublicKey);
        Assert.Equal(["internal"], passkey.Transports!);
        Assert.Equal(id, (await users.GetPasskeyAsync(found, id))!.CredentialId);
        Assert.Equal(1, house.Get<Members>().Find(ines.Id)!.Passkeys);
        Assert.Equal(ines.Id, house.Get<SignIn>().WithPasskey(found).Value.Account);
        Assert.True((await users.RemovePasskeyAsync(found, id)).Succeeded);
        Assert.Null(await users.FindByPasskeyIdAsync(id));
        Assert.Equal([SecurityEvent.PasskeyRemoved, SecurityEvent.PasskeyAdded], house.Get<SecurityLog>().Of(ines.Id).Select(static line => line.Event));
    }

    [Theory, EachStore]
    public async Task Nobody_takes_over_or_removes_anothers_passkey(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        await house.Joins("Ines");
        await house.Joins("piet");
        using var scope = house.Get<IServiceScopeFactory>().CreateScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var (ines, piet) = ((await users.FindByNameAsync("ines"))!, (await users.FindByNameAsync("piet"))!);
        byte[] id = [1, 2, 3];
        await users.AddOrUpdatePasskeyAsync(ines, Passkey(id, 5, "Phone"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => users.AddOrUpdatePasskeyAsync(piet, Passkey(id, 1, "Mine now")));
        await users.RemovePasskeyAsync(piet, id);

        Assert.Equal(ines.Account, (await users.FindByPasskeyIdAsync(id))!.Account);
        Assert.Null(await users.GetPasskeyAsync(piet, id));
    }

    [Theory, EachStore]
    public async Task A_password_set_through_Identity_obeys_our_rules_and_ends_everything_too(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        await house.Joins("Ines");
        var session = await house.Session("ines");
        Assert.NotNull(house.Get<Sessions>().Check(session.Secret));
        using var scope = house.Get<IServiceScopeFactory>().CreateScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var (user, stale) = ((await users.FindByNameAsync("ines"))!, (await users.FindByNameAsync("ines"))!);

        Assert.False((await users.ChangePasswordAsync(user, PeopleHouse.Password, "password123")).Succeeded);
        Assert.NotNull(house.Get<Sessions>().Check(session.Secret));
        Assert.True((await users.ChangePasswordAsync(user, PeopleHouse.Password, "another long password")).Succeeded);

        Assert.Null(house.Get<Sessions>().Check(session.Secret));
        await house.SignsIn("ines", "another long password");
        Assert.Equal("ConcurrencyFailure", Assert.Single((await users.SetTwoFactorEnabledAsync(stale, false)).Errors).Code);
        Assert.True((await users.SetTwoFactorEnabledAsync(user, false)).Succeeded);
    }

    [Theory, EachStore]
    public async Task Identity_writes_what_it_changed_and_no_other_column(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var ines = await house.Joins("Ines");
        using var scope = house.Get<IServiceScopeFactory>().CreateScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        var user = (await users.FindByNameAsync("ines"))!;
        await house.Get<SignIn>().WithPassword("ines", "a wrong password");

        Assert.True((await users.SetLockoutEndDateAsync(user, null)).Succeeded);
        Assert.Equal(1, house.Store.Read(static sql => sql.Number("SELECT failures FROM users")));
        await users.AccessFailedAsync(user);
        Assert.Equal(1, await users.GetAccessFailedCountAsync((await users.FindByIdAsync($"{ines.Id}"))!));
        Assert.False((await users.SetUserNameAsync(user, "other")).Succeeded);
        Assert.False((await users.CreateAsync(new User())).Succeeded);
        Assert.False((await users.DeleteAsync(user)).Succeeded);
        Assert.Equal("Ines", house.Get<Accounts>().Find(ines.Id)!.Username);
    }

    private static UserPasskeyInfo Passkey(byte[] id, uint count, string name) =>
        new(id, [9, 9], DateTimeOffset.UnixEpoch.AddDays(20_000), count, ["internal"], true, true, false, [1], [2]) { Name = name };
}
