using Antiphon.Notifications;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Answers;

public sealed class ConfirmedTests(PostgresServer postgres)
{
    [Theory, EachStore]
    public async Task Who_answers_is_told_once_and_alone_that_they_are_counted_until_the_last_answer_is_gone(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var (imre, ana) = (await house.Member("imre"), await house.Member("ana"));
        var call = await house.SickAtWork(imre);
        var asks = house.Card(call.Post);
        await house.Post(ana, "I am so sorry to read this.", replyTo: asks);
        Assert.Empty(Confirmed(house, ana));
        var first = await house.Post(ana, "Me too.", replyTo: asks);
        var second = await house.Post(ana, "Me too, twice", replyTo: asks);
        var told = Assert.Single(Confirmed(house, ana));
        Assert.Equal((imre.Id, call.Post), (told.Actor, told.Post));
        Assert.Empty(Confirmed(house, imre));

        await house.Get<DeletePost>().Delete(ana.Id, first.Id);
        Assert.Single(Confirmed(house, ana));
        await house.Get<DeletePost>().Delete(ana.Id, second.Id);
        Assert.Empty(Confirmed(house, ana));
    }

    [Theory, EachStore]
    public async Task The_caller_who_answers_their_own_call_is_told_nothing(StoreKind store)
    {
        await using var house = await TestHouse.Open(store, postgres);
        var imre = await house.Member("imre");
        var call = await house.SickAtWork(imre);
        await house.Post(imre, "Me too.", replyTo: house.Card(call.Post));
        Assert.Empty(Confirmed(house, imre));
    }

    private static IReadOnlyList<Notification> Confirmed(TestHouse house, Account of) =>
        house.Get<Inbox>().Page(house.Get<Viewers>().For(of.Id), Paging.Newest(40), [NotificationKind.Counted], []);
}
