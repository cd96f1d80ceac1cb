using Antiphon.Media;
using Antiphon.People;
using Antiphon.People.Authority;
using Antiphon.People.Profiles;
using Antiphon.People.Relations;
using Antiphon.Posts;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.People;

public sealed class ProfileTests(PostgresServer postgres)
{
    [Theory, EachStore]
    public async Task A_profile_changes_where_it_is_told_to_and_is_seen_at_once(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var ines = await house.Joins("Ines");
        var change = house.Get<ChangeProfile>();
        var heard = house.Hears();

        await house.Get<DoomedFiles>().Expect("avatars/1.webp", "headers/1.webp");
        Assert.True((await change.Run(ines.Id, new ProfileChange(
            "Ines\u202e\nBerg", "Nurse.\r\nLikes tea.", [new("Town", "Utrecht"), new(" ", " ")], "avatars/1.webp", "headers/1.webp", true, true, true, true))).Ok);

        var now = house.Get<Accounts>().Find(ines.Id)!;
        Assert.Equal(("Ines Berg", "Nurse.\nLikes tea.", "avatars/1.webp", "headers/1.webp"), (now.DisplayName, now.Bio, now.Avatar, now.Header));
        Assert.Equal([new ProfileField("Town", "Utrecht")], now.Fields);
        Assert.True(now is { Locked: true, Bot: true, Discoverable: true, HideNetwork: true });
        Assert.Contains(new AccountChanged(ines.Id), heard);
        Assert.True((await change.Run(ines.Id, new ProfileChange(Avatar: string.Empty, Locked: false))).Ok);
        now = house.Get<Accounts>().Find(ines.Id)!;
        Assert.Null(now.Avatar);
        Assert.Equal(("headers/1.webp", "Ines Berg", false, true), (now.Header, now.DisplayName, now.Locked, now.Bot));
        Assert.Equal(["avatars/1.webp"], house.Get<DoomedFiles>().Next());
        await house.Get<DoomedFiles>().Deleted("avatars/1.webp");
        Assert.Empty(house.Get<DoomedFiles>().Next());
    }

    [Theory, EachStore]
    public async Task What_is_too_long_is_refused_and_changes_nothing(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var ines = await house.Joins("Ines");
        var wrong = new (string Field, ProfileChange Change)[]
        {
            ("display_name", new(DisplayName: new string('x', 31))),
            ("note", new(Bio: new string('x', 501))),
            ("fields", new(Fields: [.. Enumerable.Range(0, 5).Select(static i => new ProfileField($"{i}", "x"))])),
            ("fields", new(Fields: [new("Town", new string('x', 256))])),
            ("fields", new(Fields: [new(string.Empty, "Utrecht")])),
        };
        foreach (var (field, change) in wrong) Assert.Equal(field, (await house.Get<ChangeProfile>().Run(ines.Id, change with { Locked = true })).Refusal?.Field);

        Assert.Equal(ines, house.Get<Accounts>().Find(ines.Id)! with { Fields = ines.Fields });
        Assert.True((await house.Get<ChangeProfile>().Run(ines.Id, new ProfileChange(string.Concat(Enumerable.Repeat("👩🏽‍⚕️", 30)), new string('x', 500)))).Ok);
        Assert.Equal(Refusal.NotFound, (await house.Get<ChangeProfile>().Run(4711, new ProfileChange(Bio: "x"))).Refusal);
    }

    [Theory, EachStore]
    public async Task Preferences_are_what_apps_start_from(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var ines = await house.Joins("Ines");
        var change = house.Get<ChangePreferences>();

        Assert.Equal("privacy", (await change.Run(ines.Id, new Preferences(Visibility.Direct, false, null))).Refusal?.Field);
        Assert.Equal("language", (await change.Run(ines.Id, new Preferences(Visibility.Public, false, "German"))).Refusal?.Field);
        Assert.True((await change.Run(ines.Id, new Preferences(Visibility.Followers, true, "nl"))).Ok);
        Assert.Equal(new Preferences(Visibility.Followers, true, "nl"), house.Get<Members>().Find(ines.Id)!.Preferences);
    }

    [Theory, EachStore]
    public async Task Search_finds_words_their_beginnings_and_exact_names_first(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        foreach (var (name, display) in new[] { ("renee_b", "Renée Bakker"), ("bakker", "Somebody"), ("tom", "Tom the Baker"), ("kaan", "Kağan İnce"), ("yuki", "ゆき"), ("hidden", "Hidden Bakker") })
        {
            var account = await house.Joins(name);
            await house.Get<ChangeProfile>().Run(account.Id, new ProfileChange(display, Discoverable: name != "hidden"));
        }

        Assert.Equal(["bakker", "renee_b"], Found(house, Viewer.Nobody, "bakker"));
        Assert.Equal(["bakker", "renee_b", "tom"], Found(house, Viewer.Nobody, "BAK"));
        Assert.Equal(["renee_b"], Found(house, Viewer.Nobody, "renee bak"));
        Assert.Equal(["renee_b"], Found(house, Viewer.Nobody, "reneeb"));
        Assert.Equal(["renee_b"], Found(house, Viewer.Nobody, "@renee_b"));
        Assert.Equal(["kaan"], Found(house, Viewer.Nobody, "kagan"));
        Assert.Equal(["yuki"], Found(house, Viewer.Nobody, "ゆ"));
        Assert.Empty(Found(house, Viewer.Nobody, "akker"));
        Assert.Equal(["renee_b"], house.Get<SearchAccounts>().Run(Viewer.Nobody, "bakker", 1, 1).Select(static a => a.Username));
        foreach (var odd in new[] { "\"", "'", "* OR *", "a & !b", ":*", "bak' OR 1=1 --", new string('x', 100_000), "\0", " " }) Found(house, Viewer.Nobody, odd);
    }

    [Theory, EachStore]
    public async Task Who_is_not_discoverable_is_found_by_exact_name_and_by_followers_and_nobody_finds_the_suspended(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (hidden, fan, limited) = (await house.Joins("hidden"), await house.Joins("fan"), await house.Joins("limited"));
        foreach (var account in new[] { hidden, limited }) await house.Get<ChangeProfile>().Run(account.Id, new ProfileChange("Maria Berg", Discoverable: account.Id == limited.Id));
        await house.Get<LimitAccount>().Run(0, limited.Id, string.Empty);
        await house.Get<Follow>().Run(fan.Id, hidden.Id);
        Viewer Fan() => house.Get<Viewers>().For(fan.Id);

        Assert.Empty(Found(house, Viewer.Nobody, "maria"));
        Assert.Equal(["hidden"], Found(house, Viewer.Nobody, "hidden"));
        Assert.Equal(["hidden"], Found(house, Fan(), "maria"));
        await house.Get<RestoreAccount>().Run(0, limited.Id, string.Empty);
        Assert.Equal(["hidden", "limited"], Found(house, Fan(), "maria"));
        Assert.Equal(["hidden"], house.Get<SearchAccounts>().Run(Fan(), "maria", 10, followed: true).Select(static a => a.Username));
        await house.Get<Block>().Run(limited.Id, fan.Id);
        Assert.Equal(["hidden"], Found(house, Fan(), "maria"));
        Assert.Empty(Found(house, Fan(), "limited"));
        await house.Get<SuspendAccount>().Run(0, hidden.Id, string.Empty);
        Assert.Empty(Found(house, Fan(), "maria"));
        Assert.Empty(Found(house, Viewer.Nobody, "hidden"));
    }

    private static IEnumerable<string> Found(TestHouse house, Viewer viewer, string query) => house.Get<SearchAccounts>().Run(viewer, query, 10).Select(static a => a.Username);
}
