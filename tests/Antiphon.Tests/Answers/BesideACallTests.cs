using Antiphon.Calls;
using Antiphon.Live;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Tally;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Answers;

/// <summary>What people put on a call's page beside the count: voices, figures of others, corrections, and what to read next.</summary>
public sealed class BesideACallTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    [Theory]
    [EachStore]
    public async Task A_post_stands_among_the_voices_while_it_is_public_and_its_author_lets_it(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (imre, lena) = (await house.Member("imre"), await house.Member("lena"));
        var call = await house.SickAtWork(imre);
        var post = await house.Post(lena, "Nobody in my team stays at home any more.");
        var quiet = await house.Post(lena, "This is for those who follow me.", visibility: Visibility.Followers);
        var pin = house.Get<PinVoice>();
        Assert.Equal(RefusalKind.NotFound, (await pin.Post(lena, Role.Member, call.Slug, post.Id)).Refusal!.Kind);
        Assert.Equal("post", (await pin.Post(imre, Role.Member, call.Slug, quiet.Id)).Refusal!.Field);
        Assert.Equal("post", (await pin.Post(imre, Role.Member, call.Slug, call.Post)).Refusal!.Field);
        Assert.Null((await pin.Post(imre, Role.Member, call.Slug, post.Id)).Refusal);
        Assert.Equal(RefusalKind.Conflict, (await pin.Post(imre, Role.Member, call.Slug, post.Id)).Refusal!.Kind);
        Assert.Equal(post.Id, Assert.Single(house.Get<AllNotes>().Of(call).Voices).Post);

        Assert.Equal(RefusalKind.NotFound, (await pin.Decline(imre, call.Slug)).Refusal?.Kind);
        Assert.Null((await pin.Decline(lena, call.Slug)).Refusal);
        Assert.Empty(house.Get<AllNotes>().Of(call).Voices);
        Assert.Equal("post", (await pin.Post(imre, Role.Member, call.Slug, post.Id)).Refusal!.Field);
    }

    [Theory]
    [EachStore]
    public async Task A_statement_from_elsewhere_needs_its_source_and_goes_when_it_is_taken_off(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (imre, mara) = (await house.Member("imre"), await house.Member("mara", Role.Moderator));
        var call = await house.SickAtWork(imre);
        var pin = house.Get<PinVoice>();
        Assert.Equal("url", (await pin.Said(imre, Role.Member, call.Slug, new Saying("We will look into it.", "The ministry", "javascript:alert(1)", null))).Refusal!.Field);
        Assert.Equal("who", (await pin.Said(imre, Role.Member, call.Slug, new Saying("We will look into it.", " ", "https://example.org/", null))).Refusal!.Field);
        Assert.Equal("said", (await pin.Said(imre, Role.Member, call.Slug, new Saying(new string('x', 1_001), "The ministry", "https://example.org/", null))).Refusal!.Field);
        Assert.Null((await pin.Said(imre, Role.Member, call.Slug, new Saying(" We will look into it. ", "The ministry", "https://example.org/", 1))).Refusal);
        var voice = Assert.Single(house.Get<AllNotes>().Of(call).Voices);
        Assert.Equal(("We will look into it.", "The ministry"), (voice.Said, voice.Who));
        Assert.Null((await pin.TakeOff(mara, Role.Moderator, call.Slug, voice.Id)).Refusal);
        Assert.Empty(house.Get<AllNotes>().Of(call).Voices);
    }

    [Theory]
    [EachStore]
    public async Task A_figure_of_somebody_elses_is_never_added_and_is_taken_off_on_record(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (imre, lena) = (await house.Member("imre"), await house.Member("lena"));
        var call = await house.SickAtWork(imre);
        var enter = house.Get<EnterClaim>();
        var draft = new ClaimDraft(Network.Facebook, ClaimOf.People, 4_700_000, null, call.Opened, "The network itself", "https://example.org/", "With those who reacted.");
        var before = await house.Count(call);
        Assert.Equal(RefusalKind.NotFound, (await enter.Enter(lena, Role.Member, call.Slug, draft)).Refusal!.Kind);
        Assert.Equal("url", (await enter.Enter(imre, Role.Member, call.Slug, draft with { Url = "" })).Refusal!.Field);
        Assert.Equal("value", (await enter.Enter(imre, Role.Member, call.Slug, draft with { Value = -1 })).Refusal!.Field);
        Assert.Equal("until", (await enter.Enter(imre, Role.Member, call.Slug, draft with { Since = call.Opened + 1 })).Refusal!.Field);
        Assert.Null((await enter.Enter(imre, Role.Member, call.Slug, draft)).Refusal);
        Assert.Equal(before, await house.Count(call));
        var notes = house.Get<AllNotes>().Of(call);
        var claim = Assert.Single(notes.Shown);
        Assert.Equal((4_700_000, ClaimOf.People, "The network itself"), (claim.Value, claim.What, claim.SaidBy));

        Assert.Equal("why", (await enter.TakeOff(imre, Role.Member, call.Slug, claim.Id, " ")).Refusal!.Field);
        Assert.Null((await enter.TakeOff(imre, Role.Member, call.Slug, claim.Id, "The network has withdrawn it.")).Refusal);
        var after = house.Get<AllNotes>().Of(call);
        Assert.Empty(after.Shown);
        Assert.Equal("The network has withdrawn it.", Assert.Single(after.Claims).RemovedNote);
        Assert.NotEqual(notes.Version, after.Version);
    }

    [Theory]
    [EachStore]
    public async Task A_correction_is_dated_and_says_whether_the_caller_made_it(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (imre, mara) = (await house.Member("imre"), await house.Member("mara", Role.Moderator));
        var call = await house.SickAtWork(imre);
        var correct = house.Get<Correct>();
        Assert.Equal("right_is", (await correct.Add(imre, Role.Member, call.Slug, "It was on Sunday.", "")).Refusal!.Field);
        Assert.Null((await correct.Add(imre, Role.Member, call.Slug, "It was on Sunday.", "It was on Monday.")).Refusal);
        house.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Null((await correct.Add(mara, Role.Moderator, call.Slug, "Two cities.", "Three cities.")).Refusal);
        Assert.Equal(
            [("Three cities.", false, house.Clock.Now), ("It was on Monday.", true, house.Clock.Now - 86_400_000)],
            house.Get<AllNotes>().Of(call).Corrections.Select(static one => (one.RightIs, one.ByCaller, one.At)));
    }

    [Theory]
    [EachStore]
    public async Task What_was_done_to_the_call_itself_is_counted_from_the_ledger_and_goes_on(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (imre, lena, otto) = (await house.Member("imre"), await house.Member("lena"), await house.Member("otto"));
        var call = await house.SickAtWork(imre);
        var answer = await house.Post(lena, "Me too.", replyTo: house.Card(call.Post));
        await house.Get<React>().Add(otto, call.Post, ReactionKind.Like);
        await house.Get<Boost>().Add(lena, call.Post);
        await house.Get<React>().Add(otto, answer.Id, ReactionKind.Like);
        var marks = house.Get<CallMarks>();
        Assert.Equal(new OwnMarks(1, 1, 1, 1), marks.Of(call, (await house.Count(call)).Sequence));
        house.Clock.Advance(TimeSpan.FromDays(2));
        await house.Get<React>().Add(lena, call.Post, ReactionKind.Like);
        await house.Get<React>().Remove(otto, call.Post, ReactionKind.Like);
        Assert.Equal(new OwnMarks(1, 1, 1, 0), marks.Of(call, (await house.Count(call)).Sequence));
    }

    [Theory]
    [EachStore]
    public async Task Up_next_are_the_callers_choice_then_shared_hashtags_then_shared_people(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var imre = await house.Member("imre");
        var call = await house.SickAtWork(imre);
        var chosen = await Asked(house, imre, "chosen", "this too");
        var tagged = await Asked(house, imre, "tagged", "that too", call.Hashtags[0].ToUpperInvariant());
        var shared = await Asked(house, imre, "shared", "so was I");
        var alone = await Asked(house, imre, "alone", "and I");
        for (var i = 0; i < 12; i++)
        {
            var person = await house.Member($"p{i}");
            await house.Get<Antiphon.Answers.Press>().Answer(person, call.Slug);
            await house.Get<Antiphon.Answers.Press>().Answer(person, shared.Slug);
            if (i < 9) await house.Get<Antiphon.Answers.Press>().Answer(person, alone.Slug);
        }

        Assert.Equal("leads_to", (await house.Get<ChangeCall>().Describe(imre, call.Slug, new CallContext("", [], "", "", ["nowhere"]))).Refusal!.Field);
        Assert.Null((await house.Get<ChangeCall>().Describe(imre, call.Slug, new CallContext("", [], "", "", [chosen.Slug]))).Refusal);
        var next = house.Get<RelatedCalls>().Of(house.Get<AllCalls>().Find(call.Slug)!);
        Assert.Equal(
            [(chosen.Slug, RelatedBy.Caller, 0), (tagged.Slug, RelatedBy.Tag, 0), (shared.Slug, RelatedBy.People, 10), (alone.Slug, RelatedBy.Open, 0)],
            next.Select(static one => (one.Call.Slug, one.By, one.People)));
    }

    [Theory]
    [EachStore]
    public async Task Quiet_stories_stand_between_the_newest_and_the_same_for_all_readers_of_a_frame(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (imre, otto) = (await house.Member("imre"), await house.Member("otto"));
        var call = await house.SickAtWork(imre);
        var told = new List<long>();
        for (var i = 0; i < 14; i++)
        {
            var person = await house.Member($"p{i}");
            told.Add((await house.Post(person, "Me too. I stood a whole week at the counter with a fever, because there was nobody else and the week was not paid.", replyTo: house.Card(call.Post), story: true)).Id);
            if (i > 1) await house.Get<React>().Add(otto, told[^1], ReactionKind.Like);
        }

        var frame = await house.Get<Boards>().Now(call.Id);
        var picked = house.Get<StoryPick>().Of(call, frame, 6);
        Assert.Equal(6, picked.Count);
        Assert.Equal(picked.Distinct(), picked);
        Assert.Contains(told[^1], picked);
        Assert.Contains(picked, id => id == told[0] || id == told[1]);
        Assert.Equal(picked, house.Get<StoryPick>().Of(call, frame, 6));
    }

    [Fact]
    public void Stories_that_all_fit_in_stand_by_their_time_and_others_make_room_for_quiet_ones()
    {
        Assert.Equal([5, 4, 3], StoryPick.Mix([5, 4, 3], [3], 10));
        Assert.Equal([9, 1, 8, 2], StoryPick.Mix([9, 8, 7, 6], [1, 9, 2, 3], 4));
        Assert.Equal([9, 8, 7, 6], StoryPick.Mix([9, 8, 7, 6], [], 4));
    }

    [Fact]
    public void A_conversation_begins_with_what_was_said_last_and_each_reply_stands_beneath_what_it_replies_to()
    {
        var order = Conversation.Order([Said(10, 1), Said(11, 10), Said(12, 1), Said(13, 11), Said(14, 10), Said(15, 99)]);
        Assert.Equal([(15, 0), (12, 0), (10, 0), (11, 1), (13, 2), (14, 1)], order.Select(static one => (one.Card.Id, one.Depth)));
    }

    private static PostCard Said(long id, long replyTo) =>
        new(new Post(id, 1, null, id, Visibility.Public, replyTo, 1, 1, null, null, "x", string.Empty, false, null, false, null, null), [], []);

    private static async Task<Call> Asked(TestHouse house, Account caller, string slug, string phrase, params string[] tags)
    {
        var opened = await house.Get<OpenCall>().Open(caller, new CallDraft($"Who was asked about {slug}? Answer {phrase}.", [phrase], tags, slug));
        Assert.Null(opened.Refusal);
        return opened.Value;
    }
}
