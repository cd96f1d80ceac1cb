using Antiphon.People;
using Antiphon.People.Authority;
using Antiphon.Settings;
using Antiphon.Tests.People;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Settings;

public sealed class SettingsTests(PostgresServer postgres)
{
    [Theory, EachStore]
    public async Task A_new_server_has_sound_settings_and_a_change_holds_at_once_and_after_a_restart(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var current = house.Get<CurrentSettings>();
        Assert.Equal(new ServerSettings { Rules = current.Value.Rules, Languages = current.Value.Languages }, current.Value);
        Assert.Equal((Who.Members, SignUpMode.Approval), (current.Value.OpensCalls, current.Value.SignUp));

        var changed = await house.Get<ChangeSettings>().Run(0, static s => s with { Title = " Deposits ", SignUp = SignUpMode.Open, Rules = ["Be kind.", " "], Languages = ["de", "pt-BR"] });

        Assert.Same(changed.Value, current.Value);
        var again = house.Store.Read(CurrentSettings.Read);
        Assert.Equal(("Deposits", SignUpMode.Open), (again.Title, again.SignUp));
        Assert.Equal(["Be kind."], again.Rules);
        Assert.Equal(["de", "pt-BR"], again.Languages);
        Assert.Equal("title, rules, sign-up: Open, languages", house.Get<ModerationLog>().Page(Paging.Newest(1))[0].Note);
    }

    [Theory, EachStore]
    public async Task Only_administrators_change_them(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (moderator, admin) = (await house.Joins("mira", Role.Moderator), await house.Joins("ada", Role.Administrator));
        var change = house.Get<ChangeSettings>();

        Assert.Equal(RefusalKind.Forbidden, (await change.Run(moderator.Id, static s => s with { Title = "Mine" })).Refusal?.Kind);
        Assert.Equal("Antiphon", house.Get<CurrentSettings>().Value.Title);
        Assert.True((await change.Run(admin.Id, static s => s with { Title = "Ours" })).Ok);
    }

    [Theory, EachStore]
    public async Task Changes_of_different_settings_at_once_do_not_undo_one_another(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var change = house.Get<ChangeSettings>();

        await Task.WhenAll(change.Run(0, static s => s with { Title = "One" }), change.Run(0, static s => s with { Rules = ["Be kind"] }));

        Assert.Equal(("One", "Be kind"), (house.Get<CurrentSettings>().Value.Title, Assert.Single(house.Get<CurrentSettings>().Value.Rules)));
    }

    [Theory, EachStore]
    public async Task What_makes_no_sense_is_refused_by_name(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var wrong = new (string Field, Func<ServerSettings, ServerSettings> Change)[]
        {
            ("title", static s => s with { Title = " " }),
            ("short_description", static s => s with { ShortDescription = new string('x', 201) }),
            ("description", static s => s with { Description = new string('x', 10_001) }),
            ("rules", static s => s with { Rules = [new string('x', 301)] }),
            ("contact_email", static s => s with { ContactEmail = "nobody" }),
            ("contact_account", static s => s with { ContactAccount = 4711 }),
            ("sign_up", static s => s with { SignUp = (SignUpMode)9 }),
            ("languages", static s => s with { Languages = ["German"] }),
        };
        foreach (var (field, change) in wrong) Assert.Equal(field, (await house.Get<ChangeSettings>().Run(0, change)).Refusal?.Field);

        var ines = await house.Joins("Ines");
        Assert.True((await house.Get<ChangeSettings>().Run(0, s => s with { ContactAccount = ines.Id, ContactEmail = "ines@example.org" })).Ok);
    }
}
