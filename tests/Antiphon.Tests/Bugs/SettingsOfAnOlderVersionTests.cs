using Antiphon.Settings;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Bugs;

/// <summary>A row of settings that did not name every setting read as null and 0 where it did not, and the server answered 500.</summary>
public sealed class SettingsOfAnOlderVersionTests(PostgresServer postgres)
{
    [Theory, EachStore]
    public async Task What_the_stored_settings_do_not_name_has_its_default(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        await house.Store.Write(tx => tx.Run("INSERT INTO settings (key, value) VALUES ('server', '{\"SignUp\":\"Open\",\"OfANewerVersion\":1}')"));
        var read = house.Store.Read(CurrentSettings.Read);
        Assert.Equal(new ServerSettings { SignUp = SignUpMode.Open, Rules = read.Rules, Languages = read.Languages }, read);
        Assert.Empty(read.Rules);
        Assert.Equal(["en"], read.Languages);
    }
}
