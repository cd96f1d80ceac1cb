using Antiphon.Answers;
using Antiphon.People;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Answers;

/// <summary>Counting a call again while people answer it.</summary>
public sealed class RecountTests(PostgresServer postgres)
{
    private const int People = 40;

    [Theory, EachStore]
    public async Task A_recount_beside_answers_that_come_in_finds_no_difference(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var call = await house.SickAtWork(await house.Member("imre"));
        var people = new List<Account>();
        for (var i = 0; i < People; i++) people.Add(await house.Member($"person{i}"));
        var answering = Task.Run(async () =>
        {
            foreach (var one in people)
            {
                Assert.Null((await house.Get<Press>().Answer(one, call.Slug)).Refusal);
                if (one.Id % 3 == 0) Assert.Null((await house.Get<Press>().Undo(one, call.Slug)).Refusal);
            }
        });
        do
        {
            await house.AssertRecountEqual(call);
        }
        while (!answering.IsCompleted);

        await answering;
        var recounted = (await house.Get<Recount>().Run(call.Slug)).Value;
        Assert.Equal((People, recounted.Board.Sequence), (recounted.Ledger.EverAnswered, recounted.Ledger.Sequence));
    }
}
