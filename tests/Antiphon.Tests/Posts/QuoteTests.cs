using Antiphon.Notifications;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Posts;

/// <summary>Who may quote, and what an author takes back.</summary>
public sealed class QuoteTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    [Theory, EachStore]
    public async Task The_policy_says_who_may_quote_and_its_author_always_may(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (ines, piet, fay) = (await house.Member("ines"), await house.Member("piet"), await house.Member("fay"));
        await house.Follow(piet, ines);
        var post = await house.Post(ines, "Quote me");

        foreach (var (policy, follower, stranger) in new[] { (QuotePolicy.Public, true, true), (QuotePolicy.Followers, true, false), (QuotePolicy.Nobody, false, false) })
        {
            Assert.True((await house.Get<ChangeQuotePolicy>().Run(ines.Id, post.Id, policy)).Ok);
            Assert.Equal(follower, await Quotes(house, piet, post));
            Assert.Equal(stranger, await Quotes(house, fay, post));
            Assert.True(await Quotes(house, ines, post));
        }

        Assert.Equal(Refusal.NotFound, (await house.Get<ChangeQuotePolicy>().Run(piet.Id, post.Id, QuotePolicy.Public)).Refusal);
    }

    [Theory, EachStore]
    public async Task A_post_for_followers_is_quoted_by_its_author_alone_and_for_followers_at_most(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (ines, piet) = (await house.Member("ines"), await house.Member("piet"));
        await house.Follow(piet, ines);
        var hidden = await house.Post(ines, "Among us", visibility: Visibility.Followers);
        var direct = await house.Post(ines, "@piet for you", visibility: Visibility.Direct);

        Assert.False(await Quotes(house, piet, hidden));
        Assert.False(await Quotes(house, piet, direct));
        Assert.False(await Quotes(house, ines, direct));
        Assert.Equal(Visibility.Followers, (await house.Post(ines, "Again", quotes: hidden)).Post.Visibility);
    }

    [Theory, EachStore]
    public async Task A_revoked_quote_is_out_of_the_list_and_the_count_and_what_it_counted_for_stays(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (ines, piet, fay) = (await house.Member("ines"), await house.Member("piet"), await house.Member("fay"));
        var call = await house.SickAtWork(ines);
        var asked = house.Card(call.Post);
        var answer = await house.Post(piet, "me too", quotes: asked);
        var answered = (await house.Count(call)).Answered.AtMost;
        Assert.Equal(1, house.Get<Counts>().Of(asked.Id).Quotes);

        Assert.Equal(Refusal.NotFound, (await house.Get<RevokeQuote>().Run(fay.Id, asked.Id, answer.Id)).Refusal);
        var revoked = await house.Get<RevokeQuote>().Run(ines.Id, asked.Id, answer.Id);

        Assert.Equal(QuoteState.Revoked, revoked.Value.Post.QuoteState);
        Assert.Equal(QuoteState.Revoked, house.Card(answer.Id).Post.QuoteState);
        Assert.Equal(0, house.Get<Counts>().Of(asked.Id).Quotes);
        Assert.Empty(house.Get<Antiphon.Timelines.Timelines>().Quotes(Viewer.Nobody, asked.Id, Paging.Newest(10)));
        Assert.Empty(house.Get<Inbox>().Page(house.Get<Viewers>().For(ines.Id), Paging.Newest(10), [NotificationKind.Quote], []));
        Assert.Equal(answered, (await house.Count(call)).Answered.AtMost);
        await house.AssertRecountEqual(call);
    }

    private static async Task<bool> Quotes(TestHouse house, Account by, PostCard post) => (await house.Get<WritePost>().Write(by, new Draft("See", QuoteOf: post.Id))).Ok;
}
