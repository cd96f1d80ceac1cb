using Antiphon.Calls;
using Antiphon.Live;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Bugs;

/// <summary>
/// Readers who asked for a call at the same moment, before its board was loaded, each loaded one: only one of these heard of the answers that then came in, and it was not the one
/// that everybody looked at, so the live number stood still until the server was started again.
/// </summary>
public sealed class OneBoardForEachCallTests(PostgresServer postgres)
{
    private const int Readers = 8;
    private const int Calls = 4;

    [Theory, EachStore]
    public async Task Readers_who_come_at_the_same_moment_all_see_the_next_answer(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var imre = await house.Member("imre");
        var boards = house.Get<Boards>();
        for (var i = 0; i < Calls; i++)
        {
            var call = (await house.Get<OpenCall>().Open(imre, new CallDraft($"Number {i}: answer \"me too\".", ["me too"], [], $"call-{i}"))).Value;
            using var gate = new Barrier(Readers);
            var readers = Enumerable.Range(0, Readers).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    gate.SignalAndWait();
                    return boards.Next(call.Id, -1, TestContext.Current.CancellationToken).AsTask();
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap()).ToArray();
            var seen = (await Task.WhenAll(readers)).Max(static frame => frame.Sequence);

            var next = boards.Next(call.Id, seen, TestContext.Current.CancellationToken).AsTask();
            await house.Post(imre, "me too", house.Card(call.Post));
            Assert.Equal(1, (await house.Count(call)).Answered.People);
            Assert.Equal(1, (await next.WaitAsync(TimeSpan.FromSeconds(30))).Count.Answered.People);
        }
    }
}
