using System.Globalization;
using Antiphon.Answers;
using Antiphon.Calls;
using Antiphon.Live;
using Antiphon.People;
using Antiphon.People.Leaving;
using Antiphon.People.Links;
using Antiphon.Posts;
using Antiphon.Tally;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.People.Links;

/// <summary>Accounts that their owners linked count as one person, live and by recount, and as several again when the link is undone.</summary>
public sealed class LinkedPeopleTests(PostgresServer postgres)
{
    [Theory, EachStore]
    public async Task Two_accounts_that_their_owner_signed_in_to_are_one_person_until_the_link_is_undone(StoreKind store)
    {
        await using var house = await PeopleHouse.Open(store, postgres);
        var (imre, ana, aside) = (await house.Member("imre"), await house.Member("ana"), await house.Member("ana_aside"));
        var call = await house.SickAtWork(imre);
        await house.Get<Press>().Answer(ana, call.Slug);
        await house.Post(aside, "Me too, three winters in a row", replyTo: house.Card(call.Post));
        var apart = await house.Count(call);
        Assert.Equal(2, apart.Answered.People);

        await house.Links(ana, aside);
        var linked = await house.Count(call);
        Assert.Equal(1, linked.Answered.People);
        Assert.Equal(apart.Posts, linked.Posts);
        Assert.True(linked.Sequence > apart.Sequence, "A count with other links is another count: it has a number of its own.");
        await house.AssertRecountEqual(call);

        // What one account takes back, the other still says.
        await house.Get<Press>().Undo(ana, call.Slug);
        Assert.Equal((1, 0), ((await house.Count(call)).Answered.People, (await house.Count(call)).Withdrawn));
        await house.Get<Press>().Answer(ana, call.Slug);

        Assert.Null((await house.Get<Unlink>().Run(aside.Id, ana.Id)).Refusal);
        Assert.Equal(2, (await house.Count(call)).Answered.People);
        await house.AssertRecountEqual(call);
        Assert.Equal(RefusalKind.NotFound, (await house.Get<Unlink>().Run(aside.Id, ana.Id)).Refusal?.Kind);
    }

    [Theory, EachStore]
    public async Task A_house_whose_people_link_and_unlink_at_random_counts_the_same_live_as_by_recount(StoreKind store)
    {
        await using var house = await PeopleHouse.Open(store, postgres);
        var caller = await house.Member("imre");
        var people = new List<Account>();
        for (var i = 0; i < 7; i++) people.Add(await house.Member("p" + i.ToString(CultureInfo.InvariantCulture)));
        var call = await house.SickAtWork(caller);

        // The same steps each time: what fails once fails again.
        var random = new Random(20171015 + (int)store);
        var posts = new List<(Account By, PostCard Card)>();
        for (var step = 0; step < 160; step++)
        {
            var (one, other) = (people[random.Next(people.Count)], people[random.Next(people.Count)]);
            switch (random.Next(8))
            {
                case 0:
                    await house.Get<Press>().Answer(one, call.Slug);
                    break;
                case 1:
                    await house.Get<Press>().Undo(one, call.Slug);
                    break;
                case 2:
                    posts.Add((one, await house.Post(one, random.Next(2) == 0 ? "Me too" : "I support everyone under #WorkedIll", replyTo: house.Card(call.Post))));
                    break;
                case 3 when posts.Count > 0:
                    var gone = posts[random.Next(posts.Count)];
                    posts.Remove(gone);
                    await house.Get<DeletePost>().Delete(gone.By.Id, gone.Card.Id);
                    break;
                case 4:
                    await house.Get<React>().Add(one, call.Post, ReactionKind.Like);
                    break;
                case 5 when one.Id != other.Id:
                    await house.Links(one, other);
                    break;
                case 6 when one.Id != other.Id:
                    await house.Get<Unlink>().Run(one.Id, other.Id);
                    break;
                default:
                    break;
            }

            if (step % 8 == 0) await house.AssertRecountEqual(call);
        }

        await house.AssertRecountEqual(call);
        Assert.NotEmpty(house.Get<LinksOf>().Own(people[0].Id).Concat(house.Get<LinksOf>().Own(people[1].Id)).Concat(house.Get<LinksOf>().Own(people[2].Id)));
    }

    [Theory, EachStore]
    public async Task Readers_have_a_count_at_every_moment_while_a_link_is_made_and_answers_pour_in(StoreKind store)
    {
        await using var house = await PeopleHouse.Open(store, postgres);
        var (imre, ana, aside) = (await house.Member("imre"), await house.Member("ana"), await house.Member("ana_aside"));
        var call = await house.SickAtWork(imre);
        foreach (var one in new[] { ana, aside }) await house.Get<Press>().Answer(one, call.Slug);
        Assert.Equal(2, (await house.Count(call)).Answered.People);
        var more = new List<Account>();
        for (var i = 0; i < 30; i++) more.Add(await house.Member("m" + i.ToString(CultureInfo.InvariantCulture)));

        var pouring = Task.WhenAll(more.Select(one => house.Get<Press>().Answer(one, call.Slug)));
        var linking = house.Links(ana, aside);
        var latest = new List<long>();
        while (!pouring.IsCompleted || !linking.IsCompleted)
        {
            latest.Add((await house.Get<Boards>().Latest(call.Id)).Count.Answered.People);
            await Task.Yield();
        }

        await pouring;
        await linking;
        Assert.DoesNotContain(latest, static people => people is < 1 or > 32);
        Assert.Equal(31, (await house.Count(call)).Answered.People);
        await house.AssertRecountEqual(call);
    }

    [Theory, EachStore]
    public async Task A_stream_hears_of_a_link_although_no_line_was_written(StoreKind store)
    {
        await using var house = await PeopleHouse.Open(store, postgres);
        var (imre, ana, aside) = (await house.Member("imre"), await house.Member("ana"), await house.Member("ana_aside"));
        var call = await house.SickAtWork(imre);
        foreach (var one in new[] { ana, aside }) await house.Get<Press>().Answer(one, call.Slug);
        var before = (await house.Get<Boards>().Now(call.Id)).Sequence;
        await house.Links(ana, aside);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var next = await house.Get<Boards>().Next(call.Id, before, deadline.Token);
        Assert.Equal(1, next.Count.Answered.People);
    }

    [Theory, EachStore]
    public async Task A_code_links_once_and_only_two_accounts_and_either_sees_the_link_and_nobody_else(StoreKind store)
    {
        await using var house = await PeopleHouse.Open(store, postgres);
        var (ana, aside, bo) = (await house.Member("ana"), await house.Member("ana_aside"), await house.Member("bo"));
        var links = house.Get<LinkBySigningIn>();
        var code = (await links.Code(ana.Id)).Value;
        Assert.Equal("code", (await links.Run(ana.Id, code)).Refusal?.Field);
        Assert.Null((await links.Run(aside.Id, code)).Refusal);
        Assert.Equal("code", (await links.Run(bo.Id, code)).Refusal?.Field);
        Assert.Equal(ana.Id, Assert.Single(house.Get<LinksOf>().Own(aside.Id)).From(aside.Id));
        Assert.Equal(aside.Id, Assert.Single(house.Get<LinksOf>().Own(ana.Id)).From(ana.Id));
        Assert.Empty(house.Get<LinksOf>().Own(bo.Id));
        Assert.Empty(house.Get<LinksOf>().Shown(ana.Id));
        Assert.NotNull((await house.Get<Unlink>().Run(bo.Id, ana.Id)).Refusal);

        // Shown when who made it says so, and by nobody else's word.
        Assert.NotNull((await house.Get<ShowLink>().Run(bo.Id, ana.Id, true)).Refusal);
        Assert.Null((await house.Get<ShowLink>().Run(aside.Id, ana.Id, true)).Refusal);
        Assert.Single(house.Get<LinksOf>().Shown(ana.Id));
    }

    [Theory, EachStore]
    public async Task A_code_works_for_half_an_hour_and_a_new_one_ends_it(StoreKind store)
    {
        await using var house = await PeopleHouse.Open(store, postgres);
        var (ana, aside) = (await house.Member("ana"), await house.Member("ana_aside"));
        var links = house.Get<LinkBySigningIn>();
        var first = (await links.Code(ana.Id)).Value;
        var second = (await links.Code(ana.Id)).Value;
        Assert.NotNull((await links.Run(aside.Id, first)).Refusal);
        house.Clock.Advance(LinkBySigningIn.Lifetime);
        Assert.NotNull((await links.Run(aside.Id, second)).Refusal);
        Assert.Empty(house.Get<LinksOf>().Own(ana.Id));
    }

    [Theory, EachStore]
    public async Task Who_deletes_an_account_deletes_its_links_and_nothing_keeps_whose_they_were(StoreKind store)
    {
        await using var house = await PeopleHouse.Open(store, postgres);
        var (imre, ana, aside) = (await house.Member("imre"), await house.Joins("ana"), await house.Member("ana_aside"));
        var call = await house.SickAtWork(imre);
        await house.Get<Press>().Answer(ana, call.Slug);
        await house.Get<Press>().Answer(aside, call.Slug);
        await house.Links(ana, aside);
        Assert.Equal(1, (await house.Count(call)).Answered.People);
        Assert.Null((await house.Get<DeleteAccount>().Run(ana.Id, PeopleHouse.Password)).Refusal);
        Assert.Equal(0, house.Rows("links"));
        Assert.Equal((1, 1), ((await house.Count(call)).Answered.People, (await house.Count(call)).Withdrawn));
        await house.AssertRecountEqual(call);
    }
}

internal static class LinkedHouse
{
    /// <summary>The owner of both signs in to the one for a code, and to the other to give it.</summary>
    public static async Task Links(this TestHouse house, Account one, Account other)
    {
        var code = await house.Get<LinkBySigningIn>().Code(one.Id);
        Assert.Null(code.Refusal);
        Assert.Null((await house.Get<LinkBySigningIn>().Run(other.Id, code.Value)).Refusal);
    }
}
