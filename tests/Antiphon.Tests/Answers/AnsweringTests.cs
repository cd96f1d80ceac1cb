using Antiphon.Answers;
using Antiphon.Calls;
using Antiphon.Posts;
using Antiphon.People;
using Antiphon.Tally;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Answers;

public sealed class AnsweringTests(PostgresServer postgres)
{
    [Theory, EachStore]
    public async Task A_reply_that_says_the_phrase_is_an_answer_and_its_author_is_counted_once(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var (imre, ana) = (await house.Member("imre"), await house.Member("ana"));
        var call = await house.SickAtWork(imre);
        var post = house.Card(call.Post);
        await house.Post(ana, "Me too.", replyTo: post);
        await house.Post(ana, "me too, again and again", replyTo: post);

        var count = await house.Count(call);
        Assert.Equal(1, count.Answered.People);
        Assert.Equal(2, count.Posts);
        Assert.Equal(0, count.Replies);
        await house.AssertRecountEqual(call);
    }

    [Theory, EachStore]
    public async Task The_button_counts_once_and_is_taken_back_the_same_way(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var (imre, ana) = (await house.Member("imre"), await house.Member("ana"));
        var call = await house.SickAtWork(imre);
        var press = house.Get<Press>();
        Assert.Null((await press.Answer(ana, call.Slug)).Refusal);
        Assert.Null((await press.Answer(ana, call.Slug)).Refusal);
        Assert.Equal(1, (await house.Count(call)).Answered.People);
        Assert.True(house.Get<OwnAnswer>().In(call, ana.Id).Pressed);

        Assert.Null((await press.Undo(ana, call.Slug)).Refusal);
        var count = await house.Count(call);
        Assert.Equal(0, count.Answered.People);
        Assert.Equal(1, count.EverAnswered);
        Assert.Equal(1, count.Withdrawn);

        Assert.Null((await press.Answer(ana, call.Slug)).Refusal);
        count = await house.Count(call);
        Assert.Equal(1, count.Answered.People);
        Assert.Equal(0, count.Withdrawn);
        await house.AssertRecountEqual(call);
    }

    [Theory, EachStore]
    public async Task The_caller_may_answer_their_own_call_and_counts_once_like_anyone(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var imre = await house.Member("imre");
        var call = await house.SickAtWork(imre);
        Assert.Equal(0, (await house.Count(call)).Answered.People);
        await house.Post(imre, "Me too.", replyTo: house.Card(call.Post));
        await house.Get<Press>().Answer(imre, call.Slug);
        Assert.Equal(1, (await house.Count(call)).Answered.People);
    }

    [Theory, EachStore]
    public async Task A_deleted_answer_leaves_the_standing_and_stays_in_ever(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var (imre, ana) = (await house.Member("imre"), await house.Member("ana"));
        var call = await house.SickAtWork(imre);
        var first = await house.Post(ana, "Me too.", replyTo: house.Card(call.Post));
        var second = await house.Post(ana, "#WorkedIll");
        await house.Get<DeletePost>().Delete(ana.Id, first.Id);
        Assert.Equal(1, (await house.Count(call)).Answered.People);
        await house.Get<DeletePost>().Delete(ana.Id, second.Id);
        var count = await house.Count(call);
        Assert.Equal((0, 1, 1), ((int)count.Answered.People, (int)count.EverAnswered, (int)count.Withdrawn));
        Assert.Equal(0, count.Posts);
        await house.AssertRecountEqual(call);
    }

    [Theory, EachStore]
    public async Task An_edit_is_judged_again(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var (imre, ana) = (await house.Member("imre"), await house.Member("ana"));
        var call = await house.SickAtWork(imre);
        var reply = await house.Post(ana, "Thinking of you all.", replyTo: house.Card(call.Post));
        var count = await house.Count(call);
        Assert.Equal((0, 1), ((int)count.Answered.People, (int)count.Replies));

        house.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await house.Get<EditPost>().Write(ana, reply.Id, new Edit("Me too, now that I think of it."))).Refusal);
        count = await house.Count(call);
        Assert.Equal((1, 0), ((int)count.Answered.People, (int)count.Replies));

        house.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await house.Get<EditPost>().Write(ana, reply.Id, new Edit("Thinking of you all."))).Refusal);
        count = await house.Count(call);
        Assert.Equal((0, 1, 1), ((int)count.Answered.People, (int)count.Replies, (int)count.EverAnswered));
        await house.AssertRecountEqual(call);
    }

    [Theory, EachStore]
    public async Task Likes_and_boosts_of_the_call_and_of_answers_amplify_and_are_never_answers(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var (imre, ana, bo, cy) = (await house.Member("imre"), await house.Member("ana"), await house.Member("bo"), await house.Member("cy"));
        var call = await house.SickAtWork(imre);
        var answer = await house.Post(ana, "Me too.", replyTo: house.Card(call.Post));
        Assert.Null((await house.Get<Boost>().Add(bo, call.Post)).Refusal);
        Assert.Null((await house.Get<React>().Add(cy, answer.Id, ReactionKind.Like)).Refusal);
        Assert.Null((await house.Get<React>().Add(cy, answer.Id, ReactionKind.Like)).Refusal);
        var count = await house.Count(call);
        Assert.Equal((1, 2, 1, 1), ((int)count.Answered.People, (int)count.Amplified.People, (int)count.Boosts, (int)count.Likes));

        await house.Post(cy, "me too", replyTo: house.Card(call.Post));
        count = await house.Count(call);
        Assert.Equal((2, 1), ((int)count.Answered.People, (int)count.Amplified.People));

        await house.Get<Boost>().Remove(bo, call.Post);
        await house.Get<DeletePost>().Delete(ana.Id, answer.Id);
        count = await house.Count(call);
        Assert.Equal((1, 0, 0, 0), ((int)count.Answered.People, (int)count.Amplified.People, (int)count.Boosts, (int)count.Likes));
        await house.AssertRecountEqual(call);
    }

    [Theory, EachStore]
    public async Task A_post_that_is_not_public_is_never_counted_and_its_author_may_press_the_button(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var (imre, ana) = (await house.Member("imre"), await house.Member("ana"));
        var call = await house.SickAtWork(imre);
        await house.Post(ana, "Me too.", replyTo: house.Card(call.Post), visibility: Visibility.Followers);
        await house.Post(ana, "@imre me too #WorkedIll", visibility: Visibility.Direct);
        Assert.Equal(0, (await house.Count(call)).Posts);
        await house.Get<Press>().Answer(ana, call.Slug);
        Assert.Equal(1, (await house.Count(call)).Answered.People);
    }

    [Theory, EachStore]
    public async Task A_bot_is_never_an_answer(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var (imre, bot) = (await house.Member("imre"), await house.Member("clockbot", bot: true));
        var call = await house.SickAtWork(imre);
        await house.Post(bot, "me too", replyTo: house.Card(call.Post));
        Assert.Equal(0, (await house.Count(call)).Answered.People);
        Assert.Equal(RefusalKind.Forbidden, (await house.Get<Press>().Answer(bot, call.Slug)).Refusal!.Kind);
    }

    [Theory, EachStore]
    public async Task What_was_published_before_the_opening_or_after_the_closing_is_not_counted(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var (imre, ana, bo) = (await house.Member("imre"), await house.Member("ana"), await house.Member("bo"));
        await house.Post(ana, "#WorkedIll");
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        var call = await house.SickAtWork(imre);
        Assert.Equal(0, (await house.Count(call)).Posts);
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await house.Get<ChangeCall>().CloseNow(imre, Role.Member, call.Slug)).Refusal);
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await house.Post(bo, "#WorkedIll");
        Assert.Equal(RefusalKind.Forbidden, (await house.Get<Press>().Answer(bo, call.Slug)).Refusal!.Kind);
        Assert.Equal(0, (await house.Count(call)).Posts);
    }

    [Theory, EachStore]
    public async Task A_post_that_becomes_a_call_counts_what_was_said_under_it_already(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var (imre, ana, bo) = (await house.Member("imre"), await house.Member("ana"), await house.Member("bo"));
        var post = await house.Post(imre, "Who else has gone to work ill? Say \"me too\".");
        await house.Post(ana, "me too", replyTo: post);
        await house.Get<React>().Add(bo, post.Id, ReactionKind.Like);
        var opened = await house.Get<OpenCall>().Open(imre, new CallDraft(string.Empty, ["me too"], [], "ill", FromPost: post.Id));
        Assert.Null(opened.Refusal);
        var count = await house.Count(opened.Value);
        Assert.Equal((1, 1), ((int)count.Answered.People, (int)count.Amplified.People));
        Assert.Equal(RefusalKind.NotFound, (await house.Get<OpenCall>().Open(ana, new CallDraft(string.Empty, ["me too"], [], "mine", FromPost: post.Id))).Refusal!.Kind);
    }

    [Theory, EachStore]
    public async Task A_moderators_move_is_on_record_and_outlasts_an_edit(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var (imre, ana, mo) = (await house.Member("imre"), await house.Member("ana"), await house.Member("mo", Role.Moderator));
        var call = await house.SickAtWork(imre);
        var answer = await house.Post(ana, "Me too (not really, a joke).", replyTo: house.Card(call.Post));
        var moderate = house.Get<Moderate>();
        Assert.Equal(RefusalKind.Forbidden, (await moderate.Move(ana, Role.Member, call.Slug, ana.Id, answer.Id, Ring.Joined, "why not")).Refusal!.Kind);
        Assert.Null((await moderate.Move(mo, Role.Moderator, call.Slug, ana.Id, answer.Id, Ring.Joined, "Says itself that it is a joke.")).Refusal);
        var count = await house.Count(call);
        Assert.Equal((0, 1, 1), ((int)count.Answered.People, (int)count.Joined.People, (int)count.Removed));
        var move = Assert.Single(moderate.Moves(call));
        Assert.Equal((Ring.Answered, (Ring?)Ring.Joined, mo.Id, "Says itself that it is a joke."), (move.From, move.To, move.By, move.Note));

        Assert.Null((await house.Get<EditPost>().Write(ana, answer.Id, new Edit("Me too."))).Refusal);
        Assert.Equal(0, (await house.Count(call)).Answered.People);
        Assert.Null((await moderate.Move(mo, Role.Moderator, call.Slug, ana.Id, answer.Id, null, "Asked for by its author.")).Refusal);
        count = await house.Count(call);
        Assert.Equal((0, 0, 0), ((int)count.Answered.People, (int)count.Joined.People, (int)count.Posts));
        await house.AssertRecountEqual(call);
    }

    [Theory, EachStore]
    public async Task A_quote_without_the_words_amplifies_and_with_them_answers(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var (imre, ana, bo, cy) = (await house.Member("imre"), await house.Member("ana"), await house.Member("bo"), await house.Member("cy"));
        var call = await house.SickAtWork(imre);
        var answer = await house.Post(ana, "Me too, twice last winter.", quotes: house.Card(call.Post));
        await house.Post(bo, "Worth reading.", quotes: house.Card(call.Post));
        await house.Post(cy, "Worth reading as well.", quotes: answer);
        var count = await house.Count(call);
        Assert.Equal((1, 2), ((int)count.Answered.People, (int)count.Amplified.People));
        await house.AssertRecountEqual(call);
    }
}
