using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Search;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Search;

public sealed class TrendsTests(PostgresServer postgres)
{
    [Theory, EachStore]
    public async Task A_tag_trends_by_its_people_and_only_by_those_who_want_to_be_found(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var trends = house.Get<Trends>();
        var people = new List<Account>();
        for (var i = 0; i < 4; i++) people.Add(await Findable(house, $"person{i}"));
        var hidden = await house.Member("hidden");
        for (var i = 0; i < 5; i++) await house.Post(people[0], $"Many posts of one person {i} #loud");
        foreach (var person in people) await house.Post(person, "We have all seen it #WorkedIll");
        foreach (var person in people.Take(3)) await house.Post(person, "Rain again #weather");
        foreach (var person in people.Take(2).Append(hidden)) await house.Post(person, "Two and a hidden one #quiet");
        foreach (var person in people) await house.Post(person, "Not listed #unlisted", visibility: Visibility.Unlisted);
        trends.Count();
        Assert.Equal(["workedill", "weather"], trends.Tags);

        house.Clock.Advance(TimeSpan.FromDays(3));
        trends.Count();
        Assert.Empty(trends.Tags);
    }

    [Theory, EachStore]
    public async Task A_link_trends_by_its_people_and_leads_to_the_posts_that_carry_it(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (trends, timelines) = (house.Get<Trends>(), house.Get<Antiphon.Timelines.Timelines>());
        var people = new List<Account>();
        for (var i = 0; i < 4; i++) people.Add(await Findable(house, $"person{i}"));
        const string article = "https://paper.example/ill-at-work?page=2";
        var carrying = new List<PostCard>();
        foreach (var person in people.Take(3)) carrying.Add(await house.Post(person, $"Read this {article}#end"));
        for (var i = 0; i < 5; i++) await house.Post(people[3], $"Mine {i} https://mine.example/");
        foreach (var person in people) await house.Post(person, "Not listed https://unlisted.example/", visibility: Visibility.Unlisted);
        trends.Count();
        Assert.Equal([article], trends.Links);
        IEnumerable<long> Found(string url) => timelines.Link(Viewer.Nobody, Paging.Newest(10), url).Select(static card => card.Id);
        Assert.Equal(carrying.Select(static post => post.Id).Reverse(), Found(article));
        Assert.Equal(carrying.Select(static post => post.Id).Reverse(), Found(article + "#elsewhere"));
        Assert.Empty(Found("https://unlisted.example/"));
        Assert.Empty(Found("https://paper.example/"));
        Assert.True((await house.Get<DeletePost>().Delete(people[0].Id, carrying[0].Id)).Ok);
        Assert.Equal([carrying[2].Id, carrying[1].Id], Found(article));
    }

    [Theory, EachStore]
    public async Task A_post_trends_by_those_who_liked_or_passed_it_on_and_an_answer_to_a_call_never(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (trends, react) = (house.Get<Trends>(), house.Get<React>());
        var (author, caller) = (await Findable(house, "author"), await Findable(house, "caller"));
        var readers = new List<Account>();
        for (var i = 0; i < 4; i++) readers.Add(await house.Member($"reader{i}"));
        var call = await house.SickAtWork(caller);
        var liked = await house.Post(author, "Something that many like");
        var answer = await house.Post(author, "me too", replyTo: house.Card(call.Post));
        var ignored = await house.Post(author, "Something that two like");
        foreach (var reader in readers)
        {
            Assert.True((await react.Add(reader, liked.Id, ReactionKind.Like)).Ok);
            Assert.True((await react.Add(reader, answer.Id, ReactionKind.Like)).Ok);
        }

        foreach (var reader in readers.Take(3)) Assert.True((await react.Add(reader, call.Post, ReactionKind.Like)).Ok);
        foreach (var reader in readers.Take(2)) Assert.True((await react.Add(reader, ignored.Id, ReactionKind.Like)).Ok);
        trends.Count();
        Assert.Equal([liked.Id, call.Post], trends.Posts(Viewer.Nobody, 0, 10).Select(static card => card.Id));
        Assert.Equal([call.Post], trends.Posts(Viewer.Nobody, 1, 10).Select(static card => card.Id));

        // What somebody takes back is gone at once, without another count.
        await house.Store.Write(tx =>
        {
            tx.Happened(new AccountChanged(author.Id));
            return tx.Run("UPDATE accounts SET discoverable = 0 WHERE id = $1", author.Id);
        });
        Assert.Equal([call.Post], trends.Posts(Viewer.Nobody, 0, 10).Select(static card => card.Id));
    }

    private static async Task<Account> Findable(TestHouse house, string name)
    {
        var member = await house.Member(name);
        await house.Store.Write(tx =>
        {
            tx.Happened(new AccountChanged(member.Id));
            return tx.Run("UPDATE accounts SET discoverable = 1 WHERE id = $1", member.Id);
        });
        return house.Get<Accounts>().Find(member.Id)!;
    }
}
