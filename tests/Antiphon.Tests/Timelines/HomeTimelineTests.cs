using Antiphon.People;
using Antiphon.People.Relations;
using Antiphon.People.Tags;
using Antiphon.Posts;
using Antiphon.Tests.People;
using Antiphon.Tests.Stores;
using Antiphon.Timelines;
using Xunit;

namespace Antiphon.Tests.Timelines;

public sealed class HomeTimelineTests(PostgresServer postgres)
{
    [Theory, EachStore]
    public async Task Every_way_of_paging_gives_each_post_once_and_in_order_whether_its_author_writes_much_or_little(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ana, ben, cleo, dora) = (await house.Member("ana"), await house.Member("ben"), await house.Member("cleo"), await house.Member("dora"));
        await house.Follow(ana, ben);
        await house.Follow(ana, cleo);
        await house.Get<FollowedTags>().Follow(ana.Id, "WorkedIll");
        var expected = new List<long>();

        // Ben alone has more posts than are remembered of one author, and all of them together more than a home timeline begins with.
        for (var i = 0; i < 120; i++)
        {
            var post = await house.Post((i % 10) switch { 0 => cleo, 1 => dora, 2 => ana, _ => ben }, i % 20 == 1 ? $"Day {i} #WorkedIll" : $"Day {i}");
            if (i % 20 != 11) expected.Add(post.Id);
        }

        expected.Reverse();
        foreach (var limit in new[] { 7, 40 })
        {
            // Nobody has looked yet; then after everything is in memory.
            foreach (var member in new[] { ana, ana })
            {
                Assert.Equal(expected, Down(house.Get<HomeTimeline>(), member.Id, limit));
                Assert.Equal(expected, Up(house.Get<HomeTimeline>(), member.Id, limit));
            }
        }

        var late = await house.Post(cleo, "And one more");
        Assert.Equal([late.Id, .. expected.Take(4)], house.Get<HomeTimeline>().Page(ana.Id, Paging.Newest(5)));
        Assert.Equal([late.Id], house.Get<HomeTimeline>().Page(ana.Id, new Paging(long.MaxValue, expected[0], false, 5)));
        await house.Get<Unfollow>().Run(ana.Id, ben.Id);
        expected.RemoveAll(id => house.Get<PostShelf>().Find(id)!.Post.Author == ben.Id);
        Assert.Equal([late.Id, .. expected], Down(house.Get<HomeTimeline>(), ana.Id, 7));
    }

    [Theory, EachStore]
    public async Task Who_looks_first_and_who_looks_while_others_write_see_the_same(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var author = await house.Member("ana");
        var readers = new List<Account>();
        for (var i = 0; i < 6; i++)
        {
            readers.Add(await house.Member($"reader{i}"));
            await house.Follow(readers[i], author);
        }

        var home = house.Get<HomeTimeline>();
        var written = new List<long>();
        var looking = Task.Run(() =>
        {
            for (var i = 0; i < 400; i++) home.Page(readers[i % 5].Id, Paging.Newest(40));
        });
        for (var i = 0; i < 100; i++) written.Add((await house.Post(author, $"Day {i}")).Id);
        await looking;
        written.Reverse();
        foreach (var reader in readers) Assert.Equal(written.Take(40), home.Page(reader.Id, Paging.Newest(40)));
    }

    private static List<long> Down(HomeTimeline home, long account, int limit)
    {
        var all = new List<long>();
        for (var page = home.Page(account, Paging.Newest(limit)); page.Count > 0; page = home.Page(account, Paging.Before(all[^1], limit))) all.AddRange(page);
        return all;
    }

    private static List<long> Up(HomeTimeline home, long account, int limit)
    {
        var all = new List<long>();
        for (var page = home.Page(account, Paging.After(0, limit)); page.Count > 0; page = home.Page(account, Paging.After(all[0], limit))) all.InsertRange(0, page);
        return all;
    }
}
