using Antiphon.Filters;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Tests.Stores;
using Antiphon.Timelines;
using Xunit;

namespace Antiphon.Tests.Filters;

public sealed class FiltersTests(PostgresServer postgres)
{
    [Theory, EachStore]
    public async Task A_filter_catches_by_words_warnings_and_chosen_posts_until_it_expires(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (ana, ben) = (await house.Member("ana"), await house.Member("ben"));
        var (filters, save, parts) = (house.Get<AllFilters>(), house.Get<SaveFilter>(), house.Get<FilterParts>());
        var (rain, sun) = (await house.Post(ben, "Rain, and again RAIN"), await house.Post(ben, "Sunshine"));
        Assert.Empty(filters.Catch(Viewer(house, ana), rain));

        var made = (await save.Make(ana.Id, new FilterDraft("Weather", FilterContexts.Home, null, TimeSpan.FromHours(1), [new KeywordDraft(null, "rain")]))).Value;
        var caught = Assert.Single(filters.Catch(Viewer(house, ana), rain));
        Assert.Equal(("Weather", "Rain"), (caught.Filter.Title, Assert.Single(caught.Words)));
        Assert.Empty(filters.Catch(Viewer(house, ben), rain));
        Assert.Empty(filters.Catch(Antiphon.People.Viewer.Nobody, rain));
        Assert.Empty(filters.Catch(Viewer(house, ana), sun));

        Assert.True((await parts.AddPost(ana.Id, made.Id, sun.Id)).Ok);
        Assert.Equal([sun.Id], Assert.Single(filters.Catch(Viewer(house, ana), sun)).Posts);
        var boost = (await house.Get<Boost>().Add(ben, rain.Id)).Value;
        Assert.Single(filters.Catch(Viewer(house, ana), boost));

        house.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty(filters.Catch(Viewer(house, ana), rain));
        Assert.Single(filters.Of(ana.Id));
        Assert.True((await save.Change(ana.Id, made.Id, new FilterDraft(Lasts: TimeSpan.Zero))).Ok);
        Assert.Single(filters.Catch(Viewer(house, ana), rain));
        Assert.True((await save.Remove(ana.Id, made.Id)).Ok);
        Assert.Empty(filters.Catch(Viewer(house, ana), sun));
    }

    [Theory, EachStore]
    public async Task What_hides_at_home_is_left_out_there_at_once_and_nowhere_else_and_ones_own_posts_stay(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (ana, ben) = (await house.Member("ana"), await house.Member("ben"));
        await house.Follow(ana, ben);
        var (rain, own, sun) = (await house.Post(ben, "Rain"), await house.Post(ana, "My rain"), await house.Post(ben, "Sunshine"));
        var (timelines, arrivals, save) = (house.Get<Antiphon.Timelines.Timelines>(), house.Get<Arrivals>(), house.Get<SaveFilter>());
        long[] Home() => [.. timelines.Home(Viewer(house, ana), Paging.Newest(10)).Select(static card => card.Id)];
        Assert.Equal([sun.Id, own.Id, rain.Id], Home());

        var made = (await save.Make(ana.Id, new FilterDraft("Wet", FilterContexts.Home, FilterAction.Hide, null, [new KeywordDraft(null, "rain")]))).Value;
        Assert.Equal([sun.Id, own.Id], Home());
        Assert.False(arrivals.InHome(Viewer(house, ana), rain));
        Assert.True(arrivals.InPublic(Viewer(house, ana), rain));
        Assert.Equal(3, timelines.Public(Viewer(house, ana), Paging.Newest(10), local: true).Count);

        await save.Change(ana.Id, made.Id, new FilterDraft(Contexts: FilterContexts.Thread));
        Assert.Equal(3, Home().Length);
        await save.Change(ana.Id, made.Id, new FilterDraft(Contexts: FilterContexts.Home, Action: FilterAction.Warn));
        Assert.Equal(3, Home().Length);
    }

    [Theory, EachStore]
    public async Task A_filter_is_its_owners_and_its_parts_are_changed_within_it_alone(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (ana, ben) = (await house.Member("ana"), await house.Member("ben"));
        var (filters, save, parts, old) = (house.Get<AllFilters>(), house.Get<SaveFilter>(), house.Get<FilterParts>(), house.Get<OldFilters>());
        Assert.Equal("title", (await save.Make(ana.Id, new FilterDraft(Contexts: FilterContexts.Home))).Refusal!.Field);
        Assert.Equal("context", (await save.Make(ana.Id, new FilterDraft("One"))).Refusal!.Field);
        Assert.Equal("keyword", (await save.Make(ana.Id, new FilterDraft("One", FilterContexts.Home, Keywords: [new KeywordDraft()]))).Refusal!.Field);
        Assert.Empty(filters.Of(ana.Id));

        var mine = (await save.Make(ana.Id, new FilterDraft("One", FilterContexts.Home, Keywords: [new KeywordDraft(null, "a"), new KeywordDraft(null, "b", false)]))).Value;
        var theirs = (await save.Make(ben.Id, new FilterDraft("Two", FilterContexts.Home, Keywords: [new KeywordDraft(null, "c")]))).Value;
        Assert.Equal(RefusalKind.NotFound, (await save.Change(ben.Id, mine.Id, new FilterDraft("Mine"))).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await save.Change(ana.Id, mine.Id, new FilterDraft(Keywords: [new KeywordDraft(theirs.Keywords[0].Id, "d")]))).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await parts.RemoveKeyword(ben.Id, mine.Keywords[0].Id)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await parts.AddKeyword(ben.Id, mine.Id, "x", null)).Refusal!.Kind);

        // An app of the first version may not change what its phrase shares with another.
        Assert.Equal("phrase", (await old.Change(ana.Id, mine.Keywords[0].Id, new FilterDraft(Contexts: FilterContexts.Public), "e", null)).Refusal!.Field);
        var changed = (await save.Change(ana.Id, mine.Id, new FilterDraft(Keywords: [new KeywordDraft(mine.Keywords[0].Id, Remove: true), new KeywordDraft(mine.Keywords[1].Id, "f")]))).Value;
        Assert.Equal(("f", false), (Assert.Single(changed.Keywords).Keyword, changed.Keywords[0].WholeWord));
        Assert.True((await old.Remove(ana.Id, changed.Keywords[0].Id)).Ok);
        Assert.Empty(filters.Of(ana.Id));
        Assert.Single(filters.Of(ben.Id));
    }

    [Theory, EachStore]
    public async Task Keywords_are_bounded_in_number_and_in_characters_and_what_is_too_much_leaves_nothing_behind(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var ana = await house.Member("ana");
        var (filters, save, parts) = (house.Get<AllFilters>(), house.Get<SaveFilter>(), house.Get<FilterParts>());
        FilterDraft Of(int words, int length) => new("Much", FilterContexts.Home, Keywords: [.. Enumerable.Range(0, words).Select(i => new KeywordDraft(null, $"{i:D5}".PadRight(length, 'a')))]);
        Assert.Equal(RefusalKind.Forbidden, (await save.Make(ana.Id, Of(FilterDraft.MostParts + 1, 5))).Refusal!.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await save.Make(ana.Id, Of((FilterDraft.MostCharacters / 500) + 1, 500))).Refusal!.Kind);
        Assert.Empty(filters.Of(ana.Id));

        var full = (await save.Make(ana.Id, Of(FilterDraft.MostCharacters / 500, 500))).Value;
        Assert.Equal(RefusalKind.Forbidden, (await parts.AddKeyword(ana.Id, full.Id, "a", true)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await parts.ChangeKeyword(ana.Id, full.Keywords[0].Id, new string('b', 501), true)).Refusal!.Kind);
        Assert.True((await parts.ChangeKeyword(ana.Id, full.Keywords[0].Id, new string('b', 499), true)).Ok);
        Assert.True((await parts.AddKeyword(ana.Id, full.Id, "a", true)).Ok);
    }

    /// <summary>Words that stand everywhere and never whole are the worst there is for a search word by word.</summary>
    [Fact]
    public async Task The_worst_filters_that_a_member_can_make_cost_a_list_little()
    {
        await using var house = await TestHouse.Open(StoreKind.Sqlite, postgres);
        var (ana, ben) = (await house.Member("ana"), await house.Member("ben"));
        var (filters, save) = (house.Get<AllFilters>(), house.Get<SaveFilter>());
        for (var i = 0; i < 20; i++)
            Assert.True((await save.Make(ana.Id, new FilterDraft("Same", FilterContexts.Home, Keywords: [.. Enumerable.Range(0, 80).Select(_ => new KeywordDraft(null, "a"))]))).Ok);
        Assert.True((await save.Make(ana.Id, new FilterDraft("Long", FilterContexts.Home, Keywords: [.. Enumerable.Range(1, 300).Select(static i => new KeywordDraft(null, new string('a', i)))]))).Ok);
        var post = await house.Post(ben, new string('a', 450) + "b");
        Assert.Empty(filters.Catch(Viewer(house, ana), post));
        var before = System.Diagnostics.Stopwatch.GetTimestamp();
        for (var i = 0; i < 100; i++) Assert.Empty(filters.Catch(Viewer(house, ana), post));
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(before).TotalSeconds, 0, 2);
    }

    private static Viewer Viewer(TestHouse house, Account account) => house.Get<Viewers>().For(account.Id);
}
