using Antiphon.Notifications;
using Antiphon.People;
using Antiphon.People.Finding;
using Antiphon.People.Lists;
using Antiphon.People.Profiles;
using Antiphon.People.Relations;
using Antiphon.People.Tags;
using Antiphon.Posts;
using Antiphon.Tests.Stores;
using Antiphon.Timelines;
using Xunit;

namespace Antiphon.Tests.People;

/// <summary>What members want to see, and that it holds in their timelines and notifications.</summary>
public sealed class WantedTests(PostgresServer postgres)
{
    [Theory, EachStore]
    public async Task A_list_shows_its_members_posts_by_its_rule_about_replies_and_ends_with_the_follow(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, piet, anna, fay) = (await house.Joins("ines"), await house.Joins("piet"), await house.Joins("anna"), await house.Joins("fay"));
        foreach (var other in new[] { piet, anna }) await house.Get<Follow>().Run(ines.Id, other.Id);
        var list = (await house.Get<MakeList>().Run(ines.Id, "Near")).Value;
        var membership = house.Get<ListMembership>();
        Assert.Equal(Refusal.NotFound, (await membership.Add(ines.Id, list.Id, [piet.Id, fay.Id])).Refusal);
        Assert.Equal(Refusal.NotFound, (await membership.Add(fay.Id, list.Id, [piet.Id])).Refusal);
        Assert.True((await membership.Add(ines.Id, list.Id, [piet.Id])).Ok);
        Assert.Equal(RefusalKind.Conflict, (await membership.Add(ines.Id, list.Id, [piet.Id])).Refusal?.Kind);

        var fromAnna = await house.Post(anna, "From Anna");
        var first = await house.Post(piet, "First");
        var toAnna = await house.Post(piet, "To Anna", replyTo: fromAnna);
        var boost = (await house.Get<Boost>().Add(piet, fromAnna.Id)).Value;
        var direct = await house.Post(piet, "@ines for you alone", visibility: Visibility.Direct);
        Assert.Equal([boost.Id, first.Id], Ids());
        await house.Get<ChangeList>().Run(ines.Id, list.Id, null, ListReplies.Followed, null);
        Assert.Equal([boost.Id, toAnna.Id, first.Id], Ids());
        Assert.True(house.Get<Arrivals>().InList(Viewer(), Found(), toAnna));
        await house.Get<ChangeList>().Run(ines.Id, list.Id, "Nearest", ListReplies.None, null);
        Assert.Equal([boost.Id, first.Id], Ids());
        Assert.False(house.Get<Arrivals>().InList(Viewer(), Found(), toAnna));
        Assert.False(house.Get<Arrivals>().InList(Viewer(), Found(), direct));
        Assert.Equal("Nearest", Assert.Single(house.Get<MemberLists>().With(ines.Id, piet.Id)).Title);
        Assert.Empty(house.Get<MemberLists>().With(piet.Id, piet.Id));
        Assert.Null(house.Get<MemberLists>().Find(piet.Id, list.Id));

        await house.Get<Unfollow>().Run(ines.Id, piet.Id);
        Assert.Empty(house.Get<RelationLists>().OfList(ines.Id, list.Id, Paging.Newest(10)));
        Assert.Empty(Ids());
        Assert.Equal(Refusal.NotFound, (await house.Get<DeleteList>().Run(piet.Id, list.Id)).Refusal);
        Assert.True((await house.Get<DeleteList>().Run(ines.Id, list.Id)).Ok);
        Assert.Null(house.Get<MemberLists>().Find(ines.Id, list.Id));

        Antiphon.People.Viewer Viewer() => house.Get<Viewers>().For(ines.Id);
        ListWithMembers Found() => house.Get<MemberLists>().Find(ines.Id, list.Id)!;
        IEnumerable<long> Ids() => house.Get<Antiphon.Timelines.Timelines>().List(Viewer(), Found(), Paging.Newest(10)).Select(static card => card.Id);
    }

    [Theory, EachStore]
    public async Task The_pages_of_a_list_skip_and_repeat_nothing_while_others_post(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, piet, anna) = (await house.Joins("ines"), await house.Joins("piet"), await house.Joins("anna"));
        var list = (await house.Get<MakeList>().Run(ines.Id, "Near", ListReplies.None)).Value;
        foreach (var other in new[] { piet, anna }) await house.Get<Follow>().Run(ines.Id, other.Id);
        await house.Get<ListMembership>().Add(ines.Id, list.Id, [piet.Id, anna.Id]);
        var wanted = new List<long>();
        for (var i = 0; i < 7; i++)
        {
            wanted.Add((await house.Post(piet, $"Post {i}")).Id);

            // More replies in a row than a page is long: what lies behind them must not be passed over.
            var asked = await house.Post(anna, $"From Anna {i}");
            wanted.Add(asked.Id);
            for (var reply = 0; reply < 4; reply++) await house.Post(piet, $"Reply {i} {reply}", replyTo: asked);
        }

        var down = new List<long>();
        for (var page = Paging.Newest(3); Page(page) is { Count: > 0 } found; page = Paging.Before(found[^1], 3))
        {
            down.AddRange(found);
            await house.Post(anna, "Meanwhile");
        }

        Assert.Equal(Enumerable.Reverse(wanted), down);
        var up = new List<long>();
        for (var page = Paging.After(0, 3); up.Count < wanted.Count && Page(page) is { Count: > 0 } found; page = Paging.After(found[0], 3)) up.AddRange(Enumerable.Reverse(found));
        Assert.Equal(wanted, up.Take(wanted.Count));

        List<long> Page(Paging page) => [.. house.Get<Antiphon.Timelines.Timelines>()
            .List(house.Get<Viewers>().For(ines.Id), house.Get<MemberLists>().Find(ines.Id, list.Id)!, page).Select(static card => card.Id)];
    }

    [Theory, EachStore]
    public async Task An_exclusive_list_takes_its_members_out_of_home(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, piet) = (await house.Joins("ines"), await house.Joins("piet"));
        await house.Get<Follow>().Run(ines.Id, piet.Id);
        var post = await house.Post(piet, "Here");
        Assert.Equal([post.Id], Home(house, ines));
        var list = (await house.Get<MakeList>().Run(ines.Id, "Apart", exclusive: true)).Value;
        await house.Get<ListMembership>().Add(ines.Id, list.Id, [piet.Id]);
        var later = await house.Post(piet, "Later");
        Assert.Empty(Home(house, ines));
        Assert.False(house.Get<Arrivals>().InHome(house.Get<Viewers>().For(ines.Id), later));
        await house.Get<ListMembership>().Remove(ines.Id, list.Id, [piet.Id]);
        Assert.Equal([later.Id, post.Id], Home(house, ines));
    }

    [Theory, EachStore]
    public async Task A_followed_hashtag_brings_strangers_public_posts_home_before_and_after_it_was_followed(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, piet) = (await house.Joins("ines"), await house.Joins("piet"));
        var before = await house.Post(piet, "I walk #WorkedIll");
        Assert.Empty(Home(house, ines));
        Assert.True((await house.Get<FollowedTags>().Follow(ines.Id, "workedill")).Ok);
        Assert.Equal([before.Id], Home(house, ines));
        var after = await house.Post(piet, "And again #WORKEDILL");
        await house.Post(piet, "Not listed #WorkedIll", visibility: Visibility.Unlisted);
        await house.Post(piet, "Another #thing");
        Assert.Equal([after.Id, before.Id], Home(house, ines));
        Assert.True(house.Get<Arrivals>().InHome(house.Get<Viewers>().For(ines.Id), after));
        await house.Get<Follow>().Run(ines.Id, piet.Id);
        Assert.Equal(4, Home(house, ines).Count);
        await house.Get<Unfollow>().Run(ines.Id, piet.Id);
        await house.Get<Mute>().Run(ines.Id, piet.Id);
        Assert.Empty(Home(house, ines));
        await house.Get<Unmute>().Run(ines.Id, piet.Id);
        await house.Get<FollowedTags>().Unfollow(ines.Id, "WorkedIll");
        Assert.Empty(Home(house, ines));
        Assert.Empty(house.Get<FollowedTags>().Page(ines.Id, Paging.Newest(10)));
    }

    [Theory, EachStore]
    public async Task Posts_in_languages_that_are_not_wanted_stay_away_from_home_and_notifications(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, piet) = (await house.Joins("ines"), await house.Joins("piet"));
        Assert.Equal(RefusalKind.Invalid, (await house.Get<Follow>().Run(ines.Id, piet.Id, languages: ["no language"])).Refusal?.Kind);
        Assert.Equal(["de"], (await house.Get<Follow>().Run(ines.Id, piet.Id, notify: true, languages: ["de"])).Value.Languages);
        var german = (await house.Get<WritePost>().Write(piet, new Draft("Ein Satz", Language: "de"))).Value;
        var english = (await house.Get<WritePost>().Write(piet, new Draft("A sentence", Language: "en"))).Value;
        Assert.Equal([german.Id], Home(house, ines));
        Assert.Equal([german.Id], Told(house, ines, NotificationKind.Post));
        Assert.Equal(["de"], (await house.Get<Follow>().Run(ines.Id, piet.Id)).Value.Languages);
        Assert.Null((await house.Get<Follow>().Run(ines.Id, piet.Id, languages: [])).Value.Languages);
        Assert.Equal([english.Id, german.Id], Home(house, ines));
    }

    [Theory, EachStore]
    public async Task A_blocked_domain_ends_follows_and_holds_in_timelines_and_notifications_but_not_beneath_it(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var ines = await house.Joins("ines");
        var (far, beneath) = (await Remote(house, "far", "far.example"), await Remote(house, "near", "sub.far.example"));
        await house.Follow(ines, far);
        await house.Follow(far, ines);
        var (one, two) = (await house.Post(far, "From far #Walk"), await house.Post(beneath, "From beneath #Walk"));
        var viewers = house.Get<Viewers>();
        Assert.Equal([two.Id, one.Id], Tagged());
        Assert.Equal(RefusalKind.Invalid, (await house.Get<DomainBlocks>().Add(ines.Id, "no domain at all")).Refusal?.Kind);
        Assert.True((await house.Get<DomainBlocks>().Add(ines.Id, " FAR.example. ")).Ok);
        Assert.Equal([two.Id], Tagged());
        Assert.True(house.Get<Relationships>().Of(ines.Id, [far.Id])[0] is { DomainBlocking: true, Following: false, FollowedBy: false });
        await house.Get<WritePost>().Write(far, new Draft("@ines hello"));
        Assert.Empty(Told(house, ines, NotificationKind.Mention));
        Assert.Equal(["far.example"], house.Get<DomainBlocks>().Page(ines.Id, Paging.Newest(10)).Select(static d => d.Domain));
        await house.Get<DomainBlocks>().Remove(ines.Id, "far.example");
        Assert.Equal([two.Id, one.Id], Tagged());

        IEnumerable<long> Tagged() => house.Get<Antiphon.Timelines.Timelines>().Tag(viewers.For(ines.Id), Paging.Newest(10), "walk").Select(static card => card.Id);
    }

    [Theory, EachStore]
    public async Task A_mute_that_lets_notifications_through_hides_the_posts_alone(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, piet) = (await house.Joins("ines"), await house.Joins("piet"));
        await house.Get<Follow>().Run(ines.Id, piet.Id);
        await house.Get<Mute>().Run(ines.Id, piet.Id, notifications: false);
        var mention = await house.Post(piet, "@ines hello");
        Assert.Empty(Home(house, ines));
        Assert.Equal([mention.Id], Told(house, ines, NotificationKind.Mention));
        await house.Get<Mute>().Run(ines.Id, piet.Id);
        Assert.Empty(Told(house, ines, NotificationKind.Mention));
    }

    [Theory, EachStore]
    public async Task Endorsements_and_notes_are_their_members_and_familiar_followers_are_told_of_nobody_who_hides(StoreKind kind)
    {
        await using var house = await PeopleHouse.Open(kind, postgres);
        var (ines, piet, anna) = (await house.Joins("ines"), await house.Joins("piet"), await house.Joins("anna"));
        Assert.Equal(RefusalKind.Invalid, (await house.Get<Endorse>().Add(ines.Id, piet.Id)).Refusal?.Kind);
        await house.Get<ChangeProfile>().Run(anna.Id, new ProfileChange(Discoverable: true));
        foreach (var (by, other) in new[] { (ines, piet), (piet, anna) }) await house.Get<Follow>().Run(by.Id, other.Id);
        Assert.True((await house.Get<Endorse>().Add(ines.Id, piet.Id)).Value.Endorsed);
        Assert.Equal([piet.Id], house.Get<RelationLists>().Endorsed(Viewer.Nobody, ines.Id, Paging.Newest(10)).Select(static one => one.Account.Id));
        Assert.Equal("met at work", (await house.Get<WriteNote>().Run(ines.Id, piet.Id, "met at work")).Value.Note);
        Assert.Empty(house.Get<Relationships>().Of(piet.Id, [piet.Id, ines.Id])[1].Note);
        Assert.Equal([piet.Id], Familiar());
        Assert.Equal([anna.Id], Suggested());

        await house.Get<ChangeProfile>().Run(piet.Id, new ProfileChange(HideNetwork: true));
        Assert.Empty(Familiar());
        await house.Get<Suggestions>().Pass(ines.Id, anna.Id);
        Assert.Empty(Suggested());
        await house.Get<Unfollow>().Run(ines.Id, piet.Id);
        Assert.True(house.Get<Relationships>().Of(ines.Id, [piet.Id])[0] is { Endorsed: false, Note: "met at work" });
        Assert.Empty((await house.Get<WriteNote>().Run(ines.Id, piet.Id, " ")).Value.Note);

        IEnumerable<long> Familiar() => house.Get<FamiliarFollowers>().Of(house.Get<Viewers>().For(ines.Id), [anna.Id])[0].Followers.Select(static one => one.Id);
        IEnumerable<long> Suggested() => house.Get<Suggestions>().Of(house.Get<Viewers>().For(ines.Id), 10).Select(static one => one.Account.Id);
    }

    private static IReadOnlyList<long> Home(TestHouse house, Account by) =>
        [.. house.Get<Antiphon.Timelines.Timelines>().Home(house.Get<Viewers>().For(by.Id), Paging.Newest(20)).Select(static card => card.Id)];

    private static IReadOnlyList<long> Told(TestHouse house, Account by, NotificationKind kind) =>
        [.. house.Get<Inbox>().Page(house.Get<Viewers>().For(by.Id), Paging.Newest(20), [kind], []).Select(static one => one.Post!.Value)];

    [Fact]
    public async Task A_member_blocks_so_many_domains_at_most_and_one_again_is_no_more()
    {
        await using var house = await PeopleHouse.Open(StoreKind.Sqlite, postgres);
        var (ines, domains) = (await house.Joins("ines"), house.Get<DomainBlocks>());
        await house.Store.Write(tx =>
        {
            for (var i = 0; i < DomainBlocks.Most; i++) tx.Run("INSERT INTO member_domain_blocks (account, domain, id) VALUES ($1, $2, $3)", ines.Id, $"d{i}.example", tx.NewId());
            return 0;
        });
        Assert.Equal("domain", (await domains.Add(ines.Id, "one-more.example")).Refusal!.Field);
        Assert.True((await domains.Add(ines.Id, "d7.example")).Ok);
        await domains.Remove(ines.Id, "d7.example");
        Assert.True((await domains.Add(ines.Id, "one-more.example")).Ok);
    }

    private static async Task<Account> Remote(TestHouse house, string name, string domain)
    {
        var id = await house.Store.Write(tx =>
        {
            var account = tx.NewAccountId();
            tx.Run(
                "INSERT INTO accounts (id, network, domain, username, username_key, uri, created, changed) VALUES ($1, 1, $2, $3, $3, $4, $5, $5)",
                account, domain, name, $"https://{domain}/users/{name}", tx.Now);
            tx.Happened(new AccountChanged(account));
            return account;
        });
        return house.Get<Accounts>().Find(id)!;
    }
}
