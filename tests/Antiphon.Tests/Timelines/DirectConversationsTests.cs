using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Tests.Stores;
using Antiphon.Timelines;
using Xunit;

namespace Antiphon.Tests.Timelines;

public sealed class DirectConversationsTests(PostgresServer postgres)
{
    [Theory, EachStore]
    public async Task Each_who_takes_part_has_the_thread_once_and_reads_and_deletes_it_alone(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (ana, ben, cleo) = (await house.Member("ana"), await house.Member("ben"), await house.Member("cleo"));
        var conversations = house.Get<Conversations>();
        IReadOnlyList<Conversation> Of(Account account) => conversations.Page(house.Get<Viewers>().For(account.Id), Paging.Newest(10));
        var first = await house.Post(ana, "@ben a word", visibility: Visibility.Direct);
        Assert.Equal((false, first.Id), (Assert.Single(Of(ana)).Unread, Of(ana)[0].Last.Id));
        Assert.True(Assert.Single(Of(ben)).Unread);
        Assert.Empty(Of(cleo));

        var second = await house.Post(ben, "@ana yes, and @cleo?", first, visibility: Visibility.Direct);
        Assert.Equal((true, second.Id), (Assert.Single(Of(ana)).Unread, Of(ana)[0].Last.Id));
        Assert.False(Assert.Single(Of(ben)).Unread);
        Assert.Equal(second.Id, Assert.Single(Of(cleo)).Last.Id);
        Assert.True((await conversations.MarkRead(house.Get<Viewers>().For(ana.Id), Of(ana)[0].Id)).Ok);
        Assert.False(Of(ana)[0].Unread);
        Assert.Equal(RefusalKind.NotFound, (await conversations.MarkRead(house.Get<Viewers>().For(cleo.Id), Of(ana)[0].Id)).Refusal!.Kind);

        // An edit that names somebody no longer takes the thread from them; the deletion of the newest leaves the one before.
        Assert.True((await house.Get<EditPost>().Write(ben, second.Id, new Edit("@ana yes"))).Ok);
        Assert.Empty(Of(cleo));
        Assert.True((await house.Get<DeletePost>().Delete(ben.Id, second.Id)).Ok);
        Assert.Equal((first.Id, first.Id), (Assert.Single(Of(ana)).Last.Id, Assert.Single(Of(ben)).Last.Id));

        Assert.Equal(RefusalKind.NotFound, (await conversations.Delete(ben.Id, Of(ana)[0].Id)).Refusal!.Kind);
        Assert.True((await conversations.Delete(ana.Id, Of(ana)[0].Id)).Ok);
        Assert.Empty(Of(ana));
        var third = await house.Post(ben, "@ana still there?", first, visibility: Visibility.Direct);
        Assert.Equal(third.Id, Assert.Single(Of(ana)).Last.Id);
        await house.Get<DeletePost>().Delete(ben.Id, third.Id);
        Assert.Empty(Of(ana));
        Assert.Equal(first.Id, Assert.Single(Of(ben)).Last.Id);
    }
}
