using Antiphon.Answers;
using Antiphon.Calls;
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
}
