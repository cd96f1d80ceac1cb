using Antiphon.Notifications;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Notifications;

public sealed class NotificationGroupsTests(PostgresServer postgres)
{
    [Theory, EachStore]
    public async Task What_several_do_to_one_post_within_half_a_day_is_one_group_and_what_they_say_stands_alone(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var ana = await house.Member("ana");
        var others = new List<Account>();
        for (var i = 0; i < 10; i++) others.Add(await house.Member($"other{i}"));
        var post = await house.Post(ana, "Something");
        foreach (var other in others) await house.Get<React>().Add(other, post.Id, ReactionKind.Like);
        await house.Post(others[0], "Well @ana");
        var (page, more) = Page(house, ana, Paging.Newest(11));
        Assert.False(more);
        Assert.Equal([NotificationKind.Mention, NotificationKind.Like], page.Select(static group => group.Newest.Kind));
        Assert.Equal((10L, 8, others[9].Id), (page[1].Count, page[1].Actors.Count, page[1].Actors[0]));

        // A group is open for half a day.
        house.Clock.Advance(TimeSpan.FromHours(12));
        await house.Get<React>().Remove(others[3], post.Id, ReactionKind.Like);
        await house.Get<React>().Add(others[3], post.Id, ReactionKind.Like);
        Assert.Equal([1L, 1L, 9L], Page(house, ana, Paging.Newest(11)).Groups.Select(static group => group.Count));
        Assert.Equal(11, Walk(house, ana, new HashSet<NotificationKind>()).Count);
        Assert.Equal(2, house.Get<NotificationGroups>().Unread(Viewer(house, ana), page[0].Newest.Id - 1, InboxFilter.All, NotificationGroups.Usual, 100));

        var first = Page(house, ana, Paging.Newest(11)).Groups[2];
        Assert.Equal(9, house.Get<NotificationGroups>().Members(Viewer(house, ana), first.Newest.Group, single: false, Paging.Newest(40)).Count);
        Assert.Equal(0, await house.Get<NotificationGroups>().Dismiss(others[0].Id, first.Newest.Group, single: false));
        Assert.Equal(9, await house.Get<NotificationGroups>().Dismiss(ana.Id, first.Newest.Group, single: false));
        Assert.Equal(2, Page(house, ana, Paging.Newest(11)).Groups.Count);
    }

    [Theory, EachStore]
    public async Task Pages_miss_no_notification_while_others_come(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (ana, ben, cleo) = (await house.Member("ana"), await house.Member("ben"), await house.Member("cleo"));
        var posts = new List<PostCard>();
        for (var i = 0; i < 6; i++) posts.Add(await house.Post(ana, $"Post {i}"));
        foreach (var post in posts)
        {
            await house.Get<React>().Add(ben, post.Id, ReactionKind.Like);
            await house.Post(ben, "Well @ana");
        }

        var all = house.Get<Inbox>().Page(Viewer(house, ana), Paging.Newest(100), InboxFilter.All).Select(static one => one.Id).ToHashSet();
        var stoodFor = new HashSet<long>();
        var (below, turn) = (long.MaxValue, 0);
        while (true)
        {
            var (page, more) = Page(house, ana, new Paging(below, 0, false, 4));
            foreach (var group in page)
            {
                var members = group.Joined ? house.Get<NotificationGroups>().Members(Viewer(house, ana), group.Newest.Group, false, Paging.Newest(100)) : [group.Newest];
                stoodFor.UnionWith(members.Where(one => one.Id >= group.PageOldest.Id && one.Id <= group.PageNewest.Id).Select(static one => one.Id));
            }

            // Meanwhile somebody likes a post whose group is further down.
            if (turn < posts.Count) await house.Get<React>().Add(cleo, posts[turn++].Id, ReactionKind.Like);
            if (!more) break;
            below = page[^1].PageNewest.Id;
        }

        Assert.Empty(all.Except(stoodFor));
        var up = Page(house, ana, new Paging(long.MaxValue, all.Min(), true, 4));
        Assert.True(up.More);
        Assert.Equal(3, up.Groups.Count);
        Assert.All(up.Groups, group => Assert.True(group.PageOldest.Id > all.Min()));
    }

    [Theory, EachStore]
    public async Task A_policy_filters_or_drops_strangers_and_a_request_lets_them_in(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (ana, ben, cleo, dora) = (await house.Member("ana"), await house.Member("ben"), await house.Member("cleo"), await house.Member("dora"));
        var (policies, requests, inbox) = (house.Get<Policies>(), house.Get<Requests>(), house.Get<Inbox>());
        int Told() => inbox.Page(Viewer(house, ana), Paging.Newest(100), InboxFilter.All).Count;
        await house.Post(ben, "Well @ana", visibility: Visibility.Direct);
        Assert.Equal(0, Told());
        await house.Post(ben, "Openly @ana");
        Assert.Equal(1, Told());

        await policies.Change(ana.Id, static policy => policy with { NotFollowing = PolicyChoice.Filter });
        await house.Follow(ana, dora);
        await house.Post(cleo, "Hello @ana");
        await house.Post(dora, "Hello @ana");
        Assert.Equal(2, Told());
        Assert.Equal(4, inbox.Page(Viewer(house, ana), Paging.Newest(100), new InboxFilter([], [], Filtered: true)).Count);
        Assert.Equal((2L, 2L), policies.Summary(ana.Id));
        var waiting = requests.Page(Viewer(house, ana), Paging.Newest(10));
        Assert.Equal([cleo.Id, ben.Id], waiting.Select(static one => one.Actor));
        Assert.Equal(0, await requests.Accept(ben.Id, [waiting[0].Id]));
        Assert.Equal(1, await requests.Accept(ana.Id, [waiting[0].Id]));
        Assert.Equal(1, await requests.Dismiss(ana.Id, [waiting[1].Id]));
        Assert.Equal(3, Told());
        await house.Post(cleo, "Again @ana");
        Assert.Equal(4, Told());
        Assert.Equal((0L, 0L), policies.Summary(ana.Id));

        await policies.Change(ana.Id, static policy => policy with { NotFollowing = PolicyChoice.Drop });
        await house.Post(ben, "Once more @ana");
        Assert.Equal((4, 4), (Told(), inbox.Page(Viewer(house, ana), Paging.Newest(100), new InboxFilter([], [], Filtered: true)).Count));

        // An answer to what she wrote privately is no stranger's word.
        await policies.Change(ana.Id, static _ => Policy.Default);
        var asked = await house.Post(ana, "Are you well, @ben?", visibility: Visibility.Direct);
        await house.Post(ben, "I am, @ana", asked, visibility: Visibility.Direct);
        Assert.Equal(5, Told());
    }

    private static (IReadOnlyList<NotificationGroup> Groups, bool More) Page(TestHouse house, Account account, Paging page) =>
        house.Get<NotificationGroups>().Page(Viewer(house, account), page, InboxFilter.All, NotificationGroups.Usual);

    private static IReadOnlyList<NotificationGroup> Walk(TestHouse house, Account account, IReadOnlySet<NotificationKind> joined) =>
        house.Get<NotificationGroups>().Page(Viewer(house, account), Paging.Newest(100), InboxFilter.All, joined).Groups;

    private static Viewer Viewer(TestHouse house, Account account) => house.Get<Viewers>().For(account.Id);
}
