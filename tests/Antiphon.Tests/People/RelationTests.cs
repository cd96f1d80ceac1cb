using Antiphon.Notifications;
using Antiphon.People;
using Antiphon.People.Authority;
using Antiphon.People.Profiles;
using Antiphon.People.Relations;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.People;

public sealed class RelationTests(PostgresServer postgres)
{
    [Theory, EachStore]
    public async Task Following_is_told_and_seen_by_the_viewer_at_once_and_ends_the_same_way(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, piet) = (await house.Joins("Ines"), await house.Joins("piet"));
        Assert.DoesNotContain(piet.Id, house.Get<Viewers>().For(ines.Id).Follows);

        var following = (await house.Get<Follow>().Run(ines.Id, piet.Id)).Value;
        Assert.True(following is { Following: true, Boosts: true, Notify: false, Requested: false, FollowedBy: false });
        Assert.Contains(piet.Id, house.Get<Viewers>().For(ines.Id).Follows);
        Assert.Equal((0, 1), house.Get<RelationCounts>().Of(ines.Id));
        Assert.Equal((1, 0), house.Get<RelationCounts>().Of(piet.Id));
        Assert.Equal([NotificationKind.Follow], Told(house, piet));
        Assert.True((await house.Get<Follow>().Run(ines.Id, piet.Id, boosts: false, notify: true)).Value is { Following: true, Boosts: false, Notify: true });
        Assert.True((await house.Get<Follow>().Run(ines.Id, piet.Id)).Value is { Boosts: false, Notify: true });
        Assert.Equal([NotificationKind.Follow], Told(house, piet));
        Assert.True(house.Get<Relationships>().Of(piet.Id, [ines.Id])[0].FollowedBy);

        Assert.False((await house.Get<Unfollow>().Run(ines.Id, piet.Id)).Value.Following);
        Assert.DoesNotContain(piet.Id, house.Get<Viewers>().For(ines.Id).Follows);
        Assert.Equal((0, 0), house.Get<RelationCounts>().Of(piet.Id));
        Assert.Empty(Told(house, piet));
        Assert.True((await house.Get<Unfollow>().Run(ines.Id, piet.Id)).Ok);
    }

    [Theory, EachStore]
    public async Task A_locked_account_is_asked_and_says_yes_or_no(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, piet, anna) = (await house.Joins("Ines"), await house.Joins("piet"), await house.Joins("anna"));
        await house.Get<ChangeProfile>().Run(piet.Id, new ProfileChange(Locked: true));
        foreach (var asker in new[] { ines, anna }) Assert.True((await house.Get<Follow>().Run(asker.Id, piet.Id)).Value is { Following: false, Requested: true });

        Assert.DoesNotContain(piet.Id, house.Get<Viewers>().For(ines.Id).Follows);
        Assert.Equal([NotificationKind.FollowRequest, NotificationKind.FollowRequest], Told(house, piet));
        var lists = house.Get<RelationLists>();
        Assert.Equal([anna.Id, ines.Id], lists.Requests(piet.Id, Paging.Newest(10)).Select(static e => e.Account.Id));
        Assert.Empty(lists.Followers(Viewer.Nobody, piet.Id, Paging.Newest(10)));
        Assert.Equal(Refusal.NotFound, (await house.Get<AcceptFollower>().Run(anna.Id, ines.Id)).Refusal);
        Assert.True((await house.Get<AcceptFollower>().Run(piet.Id, ines.Id)).Value.FollowedBy);
        Assert.True((await house.Get<RejectFollower>().Run(piet.Id, anna.Id)).Value is { FollowedBy: false, RequestedBy: false });
        Assert.Equal(Refusal.NotFound, (await house.Get<RejectFollower>().Run(piet.Id, ines.Id)).Refusal);
        Assert.Contains(piet.Id, house.Get<Viewers>().For(ines.Id).Follows);
        Assert.Equal([NotificationKind.Follow], Told(house, piet));
        Assert.Empty(lists.Requests(piet.Id, Paging.Newest(10)));
        Assert.False((await house.Get<RemoveFollower>().Run(piet.Id, ines.Id)).Value.FollowedBy);
        Assert.DoesNotContain(piet.Id, house.Get<Viewers>().For(ines.Id).Follows);
    }

    [Theory, EachStore]
    public async Task What_cannot_be_followed_is_refused(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, piet, gone) = (await house.Joins("Ines"), await house.Joins("piet"), await house.Joins("gone"));
        await house.Get<SuspendAccount>().Run(0, gone.Id, string.Empty);
        var follow = house.Get<Follow>();

        Assert.Equal(RefusalKind.Forbidden, (await follow.Run(ines.Id, ines.Id)).Refusal?.Kind);
        Assert.Equal(Refusal.NotFound, (await follow.Run(ines.Id, 4711)).Refusal);
        Assert.Equal(Refusal.NotFound, (await follow.Run(ines.Id, gone.Id)).Refusal);
        await house.Get<Block>().Run(piet.Id, ines.Id);
        Assert.Equal(RefusalKind.Forbidden, (await follow.Run(ines.Id, piet.Id)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await follow.Run(piet.Id, ines.Id)).Refusal?.Kind);
        await house.Get<Unblock>().Run(piet.Id, ines.Id);
        Assert.True((await follow.Run(ines.Id, piet.Id)).Ok);
    }

    [Theory, EachStore]
    public async Task A_limited_account_asks_even_where_others_need_not(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, piet) = (await house.Joins("Ines"), await house.Joins("piet"));
        await house.Get<LimitAccount>().Run(0, ines.Id, string.Empty);

        Assert.True((await house.Get<Follow>().Run(ines.Id, piet.Id)).Value.Requested);
        Assert.True((await house.Get<Follow>().Run(piet.Id, ines.Id)).Value.Following);
    }

    [Theory, EachStore]
    public async Task A_block_ends_follows_both_ways_and_what_was_told(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, piet) = (await house.Joins("Ines"), await house.Joins("piet"));
        await house.Get<Follow>().Run(ines.Id, piet.Id);
        await house.Get<Follow>().Run(piet.Id, ines.Id);

        var blocked = (await house.Get<Block>().Run(ines.Id, piet.Id)).Value;

        Assert.True(blocked is { Blocking: true, BlockedBy: false, Following: false, FollowedBy: false });
        Assert.True(house.Get<Viewers>().For(piet.Id).BlockedBy(ines.Id));
        Assert.Equal(0, house.Rows("follows"));
        Assert.Equal(0, house.Rows("notifications"));
        Assert.Equal([piet.Id], house.Get<RelationLists>().Blocks(ines.Id, Paging.Newest(10)).Select(static e => e.Account.Id));
        Assert.Equal(RefusalKind.Forbidden, (await house.Get<Block>().Run(ines.Id, ines.Id)).Refusal?.Kind);
        Assert.Equal(Refusal.NotFound, (await house.Get<Block>().Run(ines.Id, 4711)).Refusal);
        Assert.False((await house.Get<Unblock>().Run(ines.Id, piet.Id)).Value.Blocking);
        Assert.False(house.Get<Viewers>().For(piet.Id).Apart(ines.Id));
    }

    [Theory, EachStore]
    public async Task A_mute_hides_for_its_time_or_for_good(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, piet, anna) = (await house.Joins("Ines"), await house.Joins("piet"), await house.Joins("anna"));
        await house.Get<Mute>().Run(ines.Id, piet.Id, notifications: false, duration: TimeSpan.FromHours(1));
        var muted = (await house.Get<Mute>().Run(ines.Id, anna.Id)).Value;

        Assert.True(muted is { Muting: true, MutingNotifications: true, MuteExpires: null });
        var viewer = house.Get<Viewers>().For(ines.Id);
        Assert.True(viewer.Mutes(piet.Id, house.Clock.Now));
        Assert.True(house.Get<Relationships>().Of(ines.Id, [piet.Id])[0] is { Muting: true, MutingNotifications: false });
        Assert.Equal([anna.Id, piet.Id], house.Get<RelationLists>().Mutes(ines.Id, Paging.Newest(10)).Select(static e => e.Account.Id));
        await house.Get<Follow>().Run(anna.Id, ines.Id);
        Assert.Empty(Told(house, ines));
        house.Clock.Advance(TimeSpan.FromHours(2));
        Assert.False(viewer.Mutes(piet.Id, house.Clock.Now));
        Assert.False(house.Get<Relationships>().Of(ines.Id, [piet.Id])[0].Muting);
        Assert.Equal([anna.Id], house.Get<RelationLists>().Mutes(ines.Id, Paging.Newest(10)).Select(static e => e.Account.Id));
        Assert.False((await house.Get<Unmute>().Run(ines.Id, anna.Id)).Value.Muting);
        Assert.False(house.Get<Viewers>().For(ines.Id).Mutes(anna.Id, house.Clock.Now));
        Assert.Equal("duration", (await house.Get<Mute>().Run(ines.Id, anna.Id, duration: TimeSpan.FromDays(-1))).Refusal?.Field);
    }

    [Theory, EachStore]
    public async Task Lists_page_in_both_directions_without_gap_or_double(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var star = await house.Member("star");
        var fans = new List<long>();
        for (var i = 0; i < 7; i++)
        {
            var fan = await house.Member($"fan{i}");
            await house.Get<Follow>().Run(fan.Id, star.Id);
            fans.Insert(0, fan.Id);
        }

        var lists = house.Get<RelationLists>();
        IReadOnlyList<Listed> Page(Paging page) => lists.Followers(Viewer.Nobody, star.Id, page);
        var first = Page(Paging.Newest(3));
        var second = Page(Paging.Before(first[^1].Id, 3));
        var third = Page(Paging.Before(second[^1].Id, 3));

        Assert.Equal(fans, first.Concat(second).Concat(third).Select(static e => e.Account.Id));
        Assert.Empty(Page(Paging.Before(third[^1].Id, 3)));
        Assert.Equal(second.Select(static e => e.Id), Page(Paging.After(third[0].Id, 3)).Select(static e => e.Id));
        Assert.Equal([star.Id], lists.Following(Viewer.Nobody, fans[0], Paging.Newest(3)).Select(static e => e.Account.Id));
    }

    [Theory, EachStore]
    public async Task Who_hides_the_network_shows_it_to_nobody_else(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, piet, anna) = (await house.Joins("Ines"), await house.Joins("piet"), await house.Joins("anna"));
        await house.Get<Follow>().Run(piet.Id, ines.Id);
        await house.Get<Follow>().Run(anna.Id, ines.Id);
        var lists = house.Get<RelationLists>();
        int Seen(long viewer) => lists.Followers(house.Get<Viewers>().For(viewer), ines.Id, Paging.Newest(10)).Count;

        Assert.Equal(2, Seen(0));
        await house.Get<Block>().Run(anna.Id, piet.Id);
        Assert.Equal(1, Seen(piet.Id));
        await house.Get<SuspendAccount>().Run(0, anna.Id, string.Empty);
        Assert.Equal(1, Seen(ines.Id));
        await house.Get<ChangeProfile>().Run(ines.Id, new ProfileChange(HideNetwork: true));
        Assert.Equal((0, 0, 1), (Seen(0), Seen(piet.Id), Seen(ines.Id)));
    }

    [Theory, EachStore]
    public async Task Relationships_come_in_the_order_asked_for_and_leave_out_who_does_not_exist(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, piet, anna) = (await house.Joins("Ines"), await house.Joins("piet"), await house.Joins("anna"));
        await house.Get<Follow>().Run(ines.Id, piet.Id);
        await house.Get<Block>().Run(anna.Id, ines.Id);

        var relations = house.Get<Relationships>().Of(ines.Id, [anna.Id, 4711, piet.Id, anna.Id]);

        Assert.Equal([anna.Id, piet.Id], relations.Select(static r => r.Target));
        Assert.True(relations[0] is { BlockedBy: true, Following: false });
        Assert.True(relations[1] is { BlockedBy: false, Following: true });
        Assert.Empty(house.Get<Relationships>().Of(ines.Id, []));
    }

    private static IEnumerable<NotificationKind> Told(TestHouse house, Account account) =>
        house.Get<Inbox>().Page(house.Get<Viewers>().For(account.Id), Paging.Newest(10), [], []).Select(static n => n.Kind);
}
