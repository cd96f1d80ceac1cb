using Antiphon.Answers;
using Antiphon.People;
using Antiphon.People.Links;
using Antiphon.People.Profiles;
using Antiphon.Store;
using Antiphon.Tally;
using Antiphon.Tests.Stores;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Antiphon.Tests.People.Links;

/// <summary>A line of a profile is marked while the page that it leads to names the profile as well, and no longer.</summary>
public sealed class ProfilesThatNameEachOtherTests(PostgresServer postgres)
{
    private const string Page = "https://pages.example.net/ana";
    private const string Actor = "https://social.example.net/users/ana";

    /// <summary>What is found at each address.</summary>
    private readonly Dictionary<string, Func<Outcome<SeenElsewhere>>> pages = [];
    private readonly List<string> looked = [];

    [Theory, EachStore]
    public async Task A_line_is_marked_when_both_name_each_other_and_again_and_again_looked_at(StoreKind store)
    {
        await using var house = await Open(store);
        var ana = await house.Member("ana");
        pages[Page] = static () => new SeenElsewhere(true, null);
        await Says(house, ana, ("Site", Page), ("Town", "Utrecht"), ("Note", "see " + Page));
        Assert.Equal([null, null, null], Marks(house, ana));
        await Check(house);
        Assert.Equal([house.Clock.Now, null, null], Marks(house, ana));
        Assert.Equal([Page + " names https://antiphon.example.org/@ana"], looked);

        // Nothing is due until a week has passed; then the page is asked again, and the mark goes with the link.
        await Check(house);
        Assert.Single(looked);
        house.Clock.Advance(CheckProfileLinks.Again);
        pages[Page] = static () => new SeenElsewhere(false, null);
        await Check(house);
        Assert.Equal([null, null, null], Marks(house, ana));
    }

    [Theory, EachStore]
    public async Task A_changed_profile_is_looked_at_at_once_and_a_line_that_stays_keeps_its_mark(StoreKind store)
    {
        await using var house = await Open(store);
        var ana = await house.Member("ana");
        pages[Page] = static () => new SeenElsewhere(true, null);
        await Says(house, ana, ("Site", Page));
        await Check(house);
        var since = Marks(house, ana)[0];
        house.Clock.Advance(TimeSpan.FromHours(1));
        await Says(house, ana, ("My page", Page), ("Other", "https://pages.example.net/other"));
        Assert.Equal([since, null], Marks(house, ana));
        pages["https://pages.example.net/other"] = static () => new SeenElsewhere(false, null);
        looked.Clear();
        await Check(house);
        Assert.Equal(2, looked.Count);
        Assert.Equal([since, null], Marks(house, ana));
        await Says(house, ana, ("Other", "https://pages.example.net/other"));
        Assert.Equal(1, house.Rows("profile_links"));
    }

    [Theory, EachStore]
    public async Task A_page_that_cannot_be_reached_is_tried_again_ever_more_seldom_and_believed_gone_only_after_days(StoreKind store)
    {
        await using var house = await Open(store);
        var ana = await house.Member("ana");
        pages[Page] = static () => new SeenElsewhere(true, null);
        await Says(house, ana, ("Site", Page));
        await Check(house);
        pages[Page] = static () => new Refusal(RefusalKind.Busy, "down");
        house.Clock.Advance(CheckProfileLinks.Again);
        looked.Clear();
        var since = house.Clock.Now;
        while (Marks(house, ana)[0] is not null)
        {
            await Check(house);
            house.Clock.Advance(TimeSpan.FromMinutes(5));
            Assert.True(looked.Count <= 10);
        }

        Assert.Equal(10, looked.Count);
        Assert.InRange(TimeSpan.FromMilliseconds(house.Clock.Now - since).TotalDays, 3, 8);
    }

    [Theory, EachStore]
    public async Task An_account_elsewhere_that_is_known_here_counts_as_the_same_person_while_both_name_each_other(StoreKind store)
    {
        await using var house = await Open(store);
        var (imre, ana) = (await house.Member("imre"), await house.Member("ana"));
        var call = await house.SickAtWork(imre);
        var elsewhere = await house.Store.Write(tx =>
        {
            var id = tx.NewAccountId();
            tx.Run("INSERT INTO accounts (id, network, domain, username, username_key, uri, created, changed) VALUES ($1, 1, 'social.example.net', 'ana', 'ana', $2, $3, $3)", id, Actor, tx.Now);
            Ledger.Enter(tx, call.Id, 77, new Evidence((int)id, tx.Now, Ring.Answered, Tier.B, Network.Fediverse, EvidenceKind.Post, false), Antiphon.Answers.Recognition.Why.Pressed);
            return id;
        });
        await house.Get<Press>().Answer(ana, call.Slug);
        Assert.Equal(2, (await house.Count(call)).Answered.People);

        // A page that names her is no account; an actor that does is.
        pages["https://social.example.net/@ana"] = static () => new SeenElsewhere(true, new NamedActor(Actor, []));
        await Says(house, ana, ("Elsewhere", "https://social.example.net/@ana"));
        await Check(house);
        Assert.Equal((elsewhere, LinkedBy.BothProfiles), (Assert.Single(house.Get<LinksOf>().Own(ana.Id)).Other, house.Get<LinksOf>().Own(ana.Id)[0].How));
        Assert.Equal(1, (await house.Count(call)).Answered.People);
        await house.AssertRecountEqual(call);

        await Says(house, ana);
        Assert.Empty(house.Get<LinksOf>().Own(ana.Id));
        Assert.Equal(2, (await house.Count(call)).Answered.People);
        await house.AssertRecountEqual(call);
    }

    private Task<TestHouse> Open(StoreKind store) => PeopleHouse.Open(store, postgres, more: services =>
    {
        services.AddSingleton(new Site("antiphon.example.org", "https://antiphon.example.org"));
        services.AddSingleton<LookElsewhere>((address, ours, _) =>
        {
            lock (looked) looked.Add($"{address} names {string.Join(' ', ours)}");
            return Task.FromResult(pages[address.OriginalString]());
        });
    });

    private static async Task Says(TestHouse house, Account who, params (string Name, string Value)[] lines) =>
        Assert.Null((await house.Get<ChangeProfile>().Run(who.Id, new ProfileChange(Fields: [.. lines.Select(static line => new ProfileField(line.Name, line.Value))]))).Refusal);

    private static Task<int> Check(TestHouse house) => house.Get<CheckProfileLinks>().Run(TestContext.Current.CancellationToken);

    private static long?[] Marks(TestHouse house, Account who) => [.. house.Get<Accounts>().Find(who.Id)!.Fields.Select(static field => field.Verified)];
}
