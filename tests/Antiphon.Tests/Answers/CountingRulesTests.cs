using Antiphon.Answers;
using Antiphon.Calls;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Store;
using Antiphon.Tally;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Answers;

/// <summary>What docs/counting.md promises, by whole posts in a whole house.</summary>
public sealed class CountingRulesTests(PostgresServer postgres)
{
    [Theory, EachStore]
    public async Task Who_supports_or_reports_joins_and_moves_inwards_when_they_answer(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var (imre, ana) = (await house.Member("imre"), await house.Member("ana"));
        var call = await house.SickAtWork(imre);
        await house.Post(ana, "I support everyone under #WorkedIll");
        Assert.Equal((0, 1, 0), Rings(await house.Count(call)));
        await house.Get<React>().Add(ana, call.Post, ReactionKind.Like);
        Assert.Equal((0, 1, 0), Rings(await house.Count(call)));
        var answer = await house.Post(ana, "Me too, in fact. Twice.", replyTo: house.Card(call.Post));
        Assert.Equal((1, 0, 0), Rings(await house.Count(call)));

        // Back outwards, ring by ring, as what put them there is taken back.
        await house.Get<DeletePost>().Delete(ana.Id, answer.Id);
        Assert.Equal((0, 1, 0), Rings(await house.Count(call)));
        await house.AssertRecountEqual(call);
    }

    [Theory, EachStore]
    public async Task A_free_standing_post_of_the_phrase_or_the_hashtag_alone_answers(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var (imre, ana, bo, cy) = (await house.Member("imre"), await house.Member("ana"), await house.Member("bo"), await house.Member("cy"));
        var call = await house.SickAtWork(imre);
        await house.Post(ana, "Me too! 😔 https://example.org/story");
        await house.Post(bo, "@ana #workedill");
        await house.Post(cy, "#WorkedIll I went in with a fever because the rent was due");
        var count = await house.Count(call);
        Assert.Equal((3, 0, 0), Rings(count));
        Assert.Equal(3, count.ByRoute[EvidenceKind.Post]);
        Assert.Equal(0, count.ByRoute[EvidenceKind.Reply]);
    }

    [Theory, EachStore]
    public async Task Another_hashtag_that_begins_with_the_calls_is_another_hashtag(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var (imre, ana) = (await house.Member("imre"), await house.Member("ana"));
        var call = await house.SickAtWork(imre);
        await house.Post(ana, "#WorkedIllMovement meets on Friday");
        Assert.Equal((0, 0), ((int)(await house.Count(call)).Posts, (int)(await house.Count(call)).Joined.People));
    }

    [Theory, EachStore]
    public async Task The_calls_own_lines_copied_are_nobodys_answer(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var (imre, ana, bo) = (await house.Member("imre"), await house.Member("ana"), await house.Member("bo"));
        var call = await house.SickAtWork(imre);
        await house.Post(ana, call.Wording, replyTo: house.Card(call.Post));
        Assert.Equal((0, 0, 0), Rings(await house.Count(call)));
        await house.Post(bo, "Me too. " + call.Wording, replyTo: house.Card(call.Post));
        Assert.Equal((1, 0, 0), Rings(await house.Count(call)));
    }

    [Theory, EachStore]
    public async Task A_reply_that_holds_neither_is_conversation_and_puts_nobody_in_a_ring(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var (imre, ana) = (await house.Member("imre"), await house.Member("ana"));
        var call = await house.SickAtWork(imre);
        var question = await house.Post(ana, "Which winter was that?", replyTo: house.Card(call.Post));
        await house.Post(imre, "The last one.", replyTo: question);
        var count = await house.Count(call);
        Assert.Equal((0, 0, 0), Rings(count));
        Assert.Equal((2, 2), ((int)count.Posts, (int)count.Replies));
    }

    [Theory, EachStore]
    public async Task Whoever_passes_on_many_answers_is_one_person_who_amplified(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var (imre, ana, bo) = (await house.Member("imre"), await house.Member("ana"), await house.Member("bo"));
        var call = await house.SickAtWork(imre);
        var first = await house.Post(ana, "Me too.", replyTo: house.Card(call.Post));
        var second = await house.Post(ana, "Me too, and again in March.", replyTo: house.Card(call.Post));
        foreach (var post in (long[])[call.Post, first.Id, second.Id]) Assert.Null((await house.Get<Boost>().Add(bo, post)).Refusal);
        var count = await house.Count(call);
        Assert.Equal((1, 0, 1), Rings(count));
        Assert.Equal((3, 2), ((int)count.Boosts, (int)count.Posts));

        // Who only passed it on and stops has not withdrawn an answer.
        foreach (var post in (long[])[call.Post, first.Id, second.Id]) await house.Get<Boost>().Remove(bo, post);
        count = await house.Count(call);
        Assert.Equal((1, 0, 0), Rings(count));
        Assert.Equal((0, 1), ((int)count.Withdrawn, (int)count.EverAnswered));
        await house.AssertRecountEqual(call);
    }

    [Theory, EachStore]
    public async Task A_story_is_an_answer_that_tells_and_a_person_tells_once(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var (imre, ana, bo) = (await house.Member("imre"), await house.Member("ana"), await house.Member("bo"));
        var call = await house.SickAtWork(imre);
        var told = await house.Post(ana, "Me too. The year the boiler broke I went in for three weeks.", replyTo: house.Card(call.Post), story: true);
        await house.Post(ana, "Me too, and there is more to tell.", replyTo: house.Card(call.Post), story: true);
        await house.Post(bo, "me too", replyTo: house.Card(call.Post));
        var count = await house.Count(call);
        Assert.Equal((2, 1), ((int)count.Answered.People, (int)count.Stories));
        await house.Get<DeletePost>().Delete(ana.Id, told.Id);
        Assert.Equal(1, (await house.Count(call)).Stories);
        await house.AssertRecountEqual(call);
    }

    [Theory, EachStore]
    public async Task An_account_here_is_attested_by_this_server_alone(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var (imre, ana) = (await house.Member("imre"), await house.Member("ana"));
        var call = await house.SickAtWork(imre);
        await house.Post(ana, "Me too.", replyTo: house.Card(call.Post));
        await house.Get<Press>().Answer(imre, call.Slug);
        var count = await house.Count(call);
        Assert.Equal((Cell.Exact(0), Cell.Exact(0), Cell.Few, Cell.Exact(2)), (count.ByTier[Tier.A], count.ByTier[Tier.B], count.ByTier[Tier.C], count.ByTier[Tier.D]));
        Assert.Equal(2, count.ByNetwork[Network.Fediverse]);
    }

    [Theory, EachStore]
    public async Task Whatever_a_person_posts_they_have_one_answer_to_each_call_and_an_answer_to_one_is_none_to_another(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var (imre, ana) = (await house.Member("imre"), await house.Member("ana"));
        var call = await house.SickAtWork(imre);
        var other = (await house.Get<OpenCall>().Open(imre, new CallDraft("Who lost a night's sleep over the rent? Say \"same here\".", ["same here"], ["RentNights"], "rent-nights"))).Value;
        await house.Get<Press>().Answer(ana, call.Slug);
        await house.Post(ana, "me too", replyTo: house.Card(call.Post));
        await house.Post(ana, "#WorkedIll");
        Assert.Equal((1, 0), ((int)(await house.Count(call)).Answered.People, (int)(await house.Count(other)).Answered.People));
        await house.Post(ana, "Same here.", replyTo: house.Card(other.Post));
        Assert.Equal((1, 1), ((int)(await house.Count(call)).Answered.People, (int)(await house.Count(other)).Answered.People));
        Assert.Equal(1, (await house.Count(other)).EverAnswered);
    }

    [Theory, EachStore]
    public async Task A_move_says_who_made_it_when_and_why_and_those_moved_are_counted(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var (imre, ana, mo) = (await house.Member("imre"), await house.Member("ana"), await house.Member("mo", Role.Moderator));
        var call = await house.SickAtWork(imre);
        var answer = await house.Post(ana, "Me too (a joke).", replyTo: house.Card(call.Post));
        house.Clock.Advance(TimeSpan.FromHours(1));
        var moderate = house.Get<Moderate>();
        Assert.Equal("note", (await moderate.Move(mo, Role.Moderator, call.Slug, ana.Id, answer.Id, null, "  ")).Refusal!.Field);
        Assert.Null((await moderate.Move(mo, Role.Moderator, call.Slug, ana.Id, answer.Id, null, "Says itself that it is a joke.")).Refusal);
        var move = Assert.Single(moderate.Moves(call));
        Assert.Equal((mo.Id, house.Clock.Now, "Says itself that it is a joke.", Ring.Answered, (Ring?)null), (move.By, move.At, move.Note, move.From, move.To));
        Assert.Equal((0, 1, 1), ((int)(await house.Count(call)).Answered.People, (int)(await house.Count(call)).Removed, (int)(await house.Count(call)).EverAnswered));
        Assert.Equal(1, house.Store.Read(sql => sql.Number("SELECT count(*) FROM moderation WHERE by_account = $1 AND target_post = $2", mo.Id, answer.Id)));
        await house.AssertRecountEqual(call);
    }

    [Theory, EachStore]
    public async Task A_recount_finds_what_was_changed_behind_the_ledgers_back(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var (imre, ana, bo) = (await house.Member("imre"), await house.Member("ana"), await house.Member("bo"));
        var call = await house.SickAtWork(imre);
        await house.Get<Press>().Answer(ana, call.Slug);
        await house.Get<Press>().Answer(bo, call.Slug);
        await house.AssertRecountEqual(call);
        await house.Store.Write(tx => tx.Run("DELETE FROM evidence WHERE call = $1 AND person = $2", call.Id, bo.Id));
        var differences = (await house.Get<Recount>().Run(call.Slug)).Value.Differences;
        Assert.Contains("answered, at most: the ledger says 2, the evidence 1", differences);
        Assert.DoesNotContain(differences, static line => line.Contains("the board says", StringComparison.Ordinal));

        await house.Store.Write(tx => tx.Run("DELETE FROM ledger WHERE call = $1 AND person = $2", call.Id, ana.Id));
        Assert.Contains("answered, at most: the board says 2, the ledger 1", (await house.Get<Recount>().Run(call.Slug)).Value.Differences);
    }

    private static (int Answered, int Joined, int Amplified) Rings(Count count) => ((int)count.Answered.People, (int)count.Joined.People, (int)count.Amplified.People);
}
