using Antiphon.Answers;
using Antiphon.Calls;
using Antiphon.Posts;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Answers;

/// <summary>Two calls that are answered by the same phrase.</summary>
public sealed class SeveralCallsTests(PostgresServer postgres)
{
    [Theory]
    [EachStore]
    public async Task A_reply_or_a_quote_answers_the_call_that_it_is_said_to_and_another_only_by_its_hashtag(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var imre = await house.Member("imre");
        var ill = await house.SickAtWork(imre);
        var deposit = (await house.Get<OpenCall>().Open(imre, new CallDraft("If a landlord ever kept your deposit for nothing, answer \"me too\".", ["me too"], ["KeptMyDeposit"]))).Value;
        var own = house.Card(ill.Post);
        await house.Post(await house.Member("lena"), "Me too.", replyTo: own);
        await house.Post(await house.Member("otto"), "Me too!", quotes: own);
        Assert.Equal((2, 0), await Answered());

        await house.Post(await house.Member("mara"), "Me too. #KeptMyDeposit", replyTo: own);
        Assert.Equal((3, 1), await Answered());

        // Said into the open, the phrase answers every call that it answers.
        await house.Post(await house.Member("jonas"), "Me too.");
        Assert.Equal((4, 2), await Answered());

        // And a call that opens later and looks back finds the same.
        var later = (await house.Get<OpenCall>().Open(imre, new CallDraft("Who was paid late last month? Answer \"me too\".", ["me too"], ["PaidLate"], OpensAt: ill.Opened))).Value;
        Assert.Equal(1, (await house.Count(later)).Answered.People);
        foreach (var call in (Call[])[ill, deposit, later]) await house.AssertRecountEqual(call);

        async Task<(long Ill, long Deposit)> Answered() => ((await house.Count(ill)).Answered.People, (await house.Count(deposit)).Answered.People);
    }
    [Theory]
    [EachStore]
    public async Task The_post_of_a_call_counts_in_no_other_call_unless_it_names_its_hashtag(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (imre, lena, otto) = (await house.Member("imre"), await house.Member("lena"), await house.Member("otto"));
        var ill = await house.SickAtWork(imre);

        // Written as a call, …
        var deposit = await Open(lena, new CallDraft("If a landlord ever kept your deposit for nothing, answer \"me too\".", ["me too"], ["KeptMyDeposit"]));
        Assert.Equal((0, 0), await Took(ill));

        // … or as a post that joined, until it became a call, …
        var post = await house.Post(otto, "Who was paid late last month? Answer \"me too\".");
        Assert.Equal((0, 1), await Took(ill));
        var late = await Open(otto, new CallDraft(string.Empty, ["me too"], ["PaidLate"], FromPost: post.Id));
        foreach (var call in (Call[])[ill, deposit, late]) Assert.Equal((0, 0), await Took(call));

        // … edited, or looked back at by a call that opens later.
        Assert.Null((await house.Get<EditPost>().Write(otto, post.Id, new Edit("Who was paid late last month, or not at all? Answer \"me too\"."))).Refusal);
        var looksBack = await Open(imre, new CallDraft("Who had to move last year? Answer \"me too\".", ["me too"], ["HadToMove"], OpensAt: ill.Opened));
        foreach (var call in (Call[])[ill, deposit, late, looksBack]) Assert.Equal((0, 0), await Took(call));

        // Whoever names another call has published its hashtag, by asking too.
        await Open(lena, new CallDraft("After #WorkedIll: who was sent home without pay? Answer \"me too\".", ["me too"], ["SentHome"]));
        Assert.Equal((0, 1), await Took(ill));
        Assert.Equal((0, 0), await Took(deposit));
        foreach (var call in (Call[])[ill, deposit, late, looksBack]) await house.AssertRecountEqual(call);

        async Task<Call> Open(Antiphon.People.Account caller, CallDraft draft)
        {
            var opened = await house.Get<OpenCall>().Open(caller, draft);
            Assert.Null(opened.Refusal);
            return opened.Value;
        }

        async Task<(long Answered, long Joined)> Took(Call call)
        {
            var count = await house.Count(call);
            return (count.Answered.People, count.Joined.People);
        }
    }
}
