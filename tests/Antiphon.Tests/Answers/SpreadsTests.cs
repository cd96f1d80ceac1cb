using Antiphon.Answers;
using Antiphon.Calls;
using Antiphon.Calls.Spreading;
using Antiphon.Live;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Tally;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Answers;

/// <summary>How a call spread, of posts of this server on a real store; and a call as it stood.</summary>
public sealed class SpreadsTests(PostgresServer postgres)
{
    [Theory, EachStore]
    public async Task Replies_quotes_and_posts_that_stand_free_are_told_apart_and_who_came_through_whom(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var (imre, ana, ben) = (await house.Member("imre"), await house.Member("ana"), await house.Member("ben"));
        var call = await house.SickAtWork(imre);
        var first = await house.Post(ana, "Me too.", replyTo: house.Card(call.Post));
        await house.Post(ben, "Me too.", replyTo: first);
        await house.Post(await house.Member("cleo"), "#WorkedIll");
        await house.Post(await house.Member("dora"), "#WorkedIll, me too", quotes: first);
        await house.Get<Press>().Answer(await house.Member("egon"), call.Slug);

        var spread = await Settled(house, call);
        Assert.Equal((2, 1, 1, 1), (spread.Hours.Sum(static w => w.Free), spread.Hours.Sum(static w => w.Button), spread.Hours.Sum(static w => w.Direct), spread.Hours.Sum(static w => w.Deeper)));
        Assert.Equal([1, 1], spread.Thread.Levels);
        Assert.Equal(new Carried(new PostKey(Network.Fediverse, first.Id), 2), Assert.Single(spread.Carriers));
    }

    [Theory, EachStore]
    public async Task A_snapshot_follows_the_ledger_and_says_up_to_which_line(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var (imre, ana) = (await house.Member("imre"), await house.Member("ana"));
        var call = await house.SickAtWork(imre);
        Assert.Empty((await Settled(house, call)).Decay);
        var answer = await house.Post(ana, "Me too.", replyTo: house.Card(call.Post));
        Assert.Equal(1, (await Settled(house, call)).Decay.Sum(static s => s.Standing));
        await house.Get<DeletePost>().Delete(ana.Id, answer.Id);
        var after = await Settled(house, call);
        Assert.Equal((1, 0), (after.Decay.Sum(static s => s.Ever), after.Decay.Sum(static s => s.Standing)));
        Assert.Empty(after.Thread.Levels);
    }

    [Theory, EachStore]
    public async Task A_call_can_be_read_as_it_stood_at_each_line_of_its_ledger(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var imre = await house.Member("imre");
        var call = await house.SickAtWork(imre);
        var stood = new List<(long Sequence, Count Count, long At)>();
        var press = house.Get<Press>();
        var members = new List<Account>();
        for (var i = 0; i < 6; i++)
        {
            house.Clock.Advance(TimeSpan.FromHours(1));
            var member = await house.Member("member" + i);
            members.Add(member);
            if (i % 2 == 0) await house.Post(member, "Me too.", replyTo: house.Card(call.Post));
            else await press.Answer(member, call.Slug);
            if (i == 4) await press.Undo(members[1], call.Slug);
            var frame = await house.Get<Boards>().Now(call.Id);
            stood.Add((frame.Sequence, frame.Count, house.Clock.Now));
        }

        var past = house.Get<PastCounts>();
        foreach (var (sequence, count, at) in stood)
        {
            var then = (await past.At(call, sequence)).Value;
            Assert.Equal(count, then.Frame.Count);
            Assert.InRange(then.Frame.AsOf, at - 2_000, at);
            Assert.Equal(count.EverAnswered, then.Spread.Decay.Sum(static s => s.Ever));
            Assert.Equal(count.Answered.AtMost, then.Spread.Hours.Sum(static w => w.All));
        }

        Assert.Equal(0, (await past.At(call, 0)).Value.Frame.Count.Answered.People);
    }

    [Theory, EachStore]
    public async Task A_line_that_is_not_this_calls_is_refused_in_plain_words(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var (imre, ana) = (await house.Member("imre"), await house.Member("ana"));
        var call = await house.SickAtWork(imre);
        var other = (await house.Get<OpenCall>().Open(imre, new CallDraft("Answer us too", ["us too"], ["UsToo"], "us-too"))).Value;
        await house.Post(ana, "#UsToo");
        var line = (await house.Get<Boards>().Now(other.Id)).Sequence;
        var past = house.Get<PastCounts>();
        Assert.Contains($"no line {line}", (await past.At(call, line)).Refusal!.Message, StringComparison.Ordinal);
        Assert.NotNull((await past.At(call, long.MaxValue)).Refusal);
        Assert.NotNull((await past.At(call, -1)).Refusal);
        Assert.Null((await past.At(other, line)).Refusal);
    }

    [Theory, EachStore]
    public async Task Ballots_under_ten_stay_sealed_in_every_past_count(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var imre = await house.Member("imre");
        var call = await house.SickAtWork(imre);
        await house.Store.Write(tx =>
        {
            for (var i = 0; i < 9; i++) Ledger.Enter(tx, call.Id, i, new Evidence(5_000 + i, tx.Now, Ring.Answered, Tier.C, Network.Page, EvidenceKind.Ballot, false), default);
            return 0;
        });
        var last = house.Store.Read(sql => sql.Number("SELECT max(seq) FROM ledger"))!.Value;
        for (var line = last - 8; line <= last; line++)
        {
            var then = (await house.Get<PastCounts>().At(call, line)).Value;
            Assert.Equal((0, 0), (then.Frame.Count.Answered.AtMost, then.Frame.Count.EverAnswered));
            Assert.True(then.Frame.Count.ByTier[Tier.C].IsFew);
            Assert.Empty(then.Spread.Decay);
        }
    }

    [Theory, EachStore]
    public async Task Whose_post_carried_a_call_is_named_only_if_they_agree_or_the_caller_confirms_and_they_do_not_object(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var (imre, ana, ben) = (await house.Member("imre"), await house.Member("ana"), await house.Member("ben"));
        var call = await house.SickAtWork(imre);
        var first = await house.Post(ana, "Me too.", replyTo: house.Card(call.Post));
        await house.Post(ben, "Me too.", replyTo: first);
        var spread = await Settled(house, call);
        var (carriers, name, agree) = (house.Get<NamedCarriers>(), house.Get<NameCarrier>(), house.Get<AgreeToBeNamed>());
        var post = new PostKey(Network.Fediverse, first.Id);
        Assert.Empty(carriers.Of(spread));
        Assert.Equal(first.Id, Assert.Single(carriers.Own(spread, ana.Id)).Post.Key);
        Assert.Empty(carriers.Own(spread, ben.Id));

        Assert.NotNull((await name.Confirm(ben, call.Slug, post, string.Empty, string.Empty)).Refusal);
        Assert.NotNull((await agree.Say(ben, call.Slug, first.Id, named: true)).Refusal);
        Assert.NotNull((await name.Confirm(imre, call.Slug, new PostKey(Network.Twitter, 12), "Somebody", string.Empty)).Refusal);
        Assert.Empty(carriers.Of(spread));

        Assert.Null((await name.Confirm(imre, call.Slug, post, string.Empty, string.Empty)).Refusal);
        Assert.Equal(("ana", 1), (Assert.Single(carriers.Of(spread)).Name, (int)carriers.Of(spread)[0].People));
        Assert.Null((await agree.Say(ana, call.Slug, first.Id, named: false)).Refusal);
        Assert.Empty(carriers.Of(spread));
        Assert.Null((await agree.Say(ana, call.Slug, first.Id, named: true)).Refusal);
        Assert.Null((await name.TakeBack(imre, call.Slug, post)).Refusal);
        Assert.Single(carriers.Of(spread));

        await house.Get<DeletePost>().Delete(ana.Id, first.Id);
        Assert.Empty(carriers.Of(spread));
    }

    private static async Task<Spread> Settled(TestHouse house, Call call)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var last = house.Store.Read(sql => sql.Number("SELECT max(seq) FROM ledger WHERE call = $1", call.Id)) ?? 0;
        return await house.Get<Spreads>().UpTo(call, last, deadline.Token);
    }
}
