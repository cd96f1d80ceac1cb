using Antiphon.Notifications;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Posts.Polls;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Posts;

/// <summary>Polls: who may vote, what stands, and how they end.</summary>
public sealed class PollTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    [Theory, EachStore]
    public async Task A_vote_is_given_once_and_counted_and_refused_by_name_where_it_cannot_be(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (ines, piet, fay) = (await house.Member("ines"), await house.Member("piet"), await house.Member("fay"));
        var one = await Asked(house, ines, new PollDraft([" Tea ", "Coffee"], 3_600));
        var several = await Asked(house, ines, new PollDraft(["Day", "Evening", "Night"], 3_600, Multiple: true));
        var vote = house.Get<Vote>();

        Assert.True((await vote.Run(piet, one.Id, [1])).Ok);
        Assert.True((await vote.Run(piet, several.Id, [2, 0, 2])).Ok);
        Assert.True((await vote.Run(piet, several.Id, [1])).Ok);
        Assert.True((await vote.Run(fay, several.Id, [1])).Ok);

        Assert.Equal(["Tea", "Coffee"], one.Poll!.Options);
        Assert.Equal("You have already voted on this poll.", (await vote.Run(piet, one.Id, [0])).Refusal?.Message);
        Assert.Equal("You have already voted on this poll.", (await vote.Run(piet, several.Id, [1])).Refusal?.Message);
        Assert.Equal("You cannot vote in your own poll.", (await vote.Run(ines, one.Id, [0])).Refusal?.Message);
        Assert.Equal("The chosen option does not exist.", (await vote.Run(fay, one.Id, [2])).Refusal?.Message);
        Assert.Equal("The chosen option does not exist.", (await vote.Run(fay, one.Id, [-1])).Refusal?.Message);
        Assert.Equal("Only one option can be chosen in this poll.", (await vote.Run(fay, one.Id, [0, 1])).Refusal?.Message);
        Assert.Equal("Choose one of the options.", (await vote.Run(fay, one.Id, [])).Refusal?.Message);
        house.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("The poll has already ended.", (await vote.Run(fay, one.Id, [0])).Refusal?.Message);
        Assert.Equal([0, 1], Count(house, one).Votes);
        Assert.Equal([1, 2, 1], Count(house, several).Votes);
        Assert.Equal(2, Count(house, several).Voters);
        Assert.Equal([0, 1, 2], house.Get<PollCounts>().Choices(piet.Id, several.Id));
    }

    [Theory, EachStore]
    public async Task Whoever_may_not_read_a_post_is_told_the_same_of_its_poll_as_of_none(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (ines, piet, fay) = (await house.Member("ines"), await house.Member("piet"), await house.Member("fay"));
        await house.Follow(piet, ines);
        var hidden = await Asked(house, ines, new PollDraft(["yes", "no"], 3_600), Visibility.Followers);
        var without = await house.Post(ines, "No poll here");

        Assert.Equal(Refusal.NotFound, (await house.Get<Vote>().Run(fay, hidden.Id, [0])).Refusal);
        Assert.Equal(Refusal.NotFound, (await house.Get<Vote>().Run(fay, hidden.Id + 1, [0])).Refusal);
        Assert.Equal(Refusal.NotFound, (await house.Get<Vote>().Run(fay, without.Id, [0])).Refusal);
        Assert.True((await house.Get<Vote>().Run(piet, hidden.Id, [0])).Ok);
        Assert.Equal(1, Count(house, hidden).Total);
    }

    [Theory]
    [InlineData("poll", 3_600, "only one")]
    [InlineData("poll", 3_600, "a", "b", "c", "d", "e")]
    [InlineData("poll", 3_600, "a", "  ")]
    [InlineData("poll", 3_600, "same", "same ")]
    [InlineData("poll", 3_600, "a", "This option has one more character than fifty has.x")]
    [InlineData("expires_in", 299, "a", "b")]
    [InlineData("expires_in", 2_629_747, "a", "b")]
    public void What_is_no_poll_is_refused_with_the_name_of_the_field(string field, int seconds, params string[] options) =>
        Assert.Equal(field, new PollDraft(options, seconds).Checked().Refusal?.Field);

    [Theory, EachStore]
    public async Task Its_end_is_told_once_to_its_author_and_to_those_who_voted_also_after_a_restart(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (ines, piet, fay) = (await house.Member("ines"), await house.Member("piet"), await house.Member("fay"));
        var post = await Asked(house, ines, new PollDraft(["yes", "no"], 300));
        await house.Get<Vote>().Run(piet, post.Id, [0]);

        Assert.Equal(0, await house.Get<ClosePolls>().Run());
        house.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, await house.Get<ClosePolls>().Run());
        Assert.Equal(0, await house.Get<ClosePolls>().Run());

        Assert.Equal([post.Id], Told(house, ines));
        Assert.Equal([post.Id], Told(house, piet));
        Assert.Empty(Told(house, fay));
    }

    [Theory, EachStore]
    public async Task Other_options_take_the_votes_away_and_another_end_does_not(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (ines, piet) = (await house.Member("ines"), await house.Member("piet"));
        var post = await Asked(house, ines, new PollDraft(["yes", "no"], 3_600));
        await house.Get<Vote>().Run(piet, post.Id, [0]);
        Assert.Equal(1, Count(house, post).Total);

        var longer = (await house.Get<EditPost>().Write(ines, post.Id, new Edit("Which?", Poll: new PollDraft(["yes", "no"], 7_200, HideTotals: true)))).Value;
        Assert.Equal(1, Count(house, longer).Total);
        Assert.Equal([0], house.Get<PollCounts>().Choices(piet.Id, post.Id));

        var other = (await house.Get<EditPost>().Write(ines, post.Id, new Edit("Which?", Poll: new PollDraft(["yes", "no", "perhaps"], 7_200)))).Value;
        Assert.Equal([0, 0, 0], Count(house, other).Votes);
        Assert.Empty(house.Get<PollCounts>().Choices(piet.Id, post.Id));
        Assert.True((await house.Get<Vote>().Run(piet, post.Id, [2])).Ok);

        var none = (await house.Get<EditPost>().Write(ines, post.Id, new Edit("Never mind", KeepPoll: false))).Value;
        Assert.Null(none.Poll);
        Assert.Null(house.Card(post.Id).Poll);
        Assert.Equal([2, 2, 3, 0], house.Get<EditHistory>().Of(none).Select(static version => version.Poll?.Count ?? 0));
    }

    [Theory, EachStore]
    public async Task A_poll_goes_with_its_post(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (ines, piet) = (await house.Member("ines"), await house.Member("piet"));
        var post = await Asked(house, ines, new PollDraft(["yes", "no"], 3_600));
        await house.Get<Vote>().Run(piet, post.Id, [0]);

        await house.Get<DeletePost>().Delete(ines.Id, post.Id);

        Assert.Equal(0, house.Store.Read(static sql => sql.Number("SELECT (SELECT count(*) FROM polls) + (SELECT count(*) FROM poll_votes)")));
        Assert.Equal(Refusal.NotFound, (await house.Get<Vote>().Run(piet, post.Id, [0])).Refusal);
    }

    private static async Task<PostCard> Asked(TestHouse house, Account by, PollDraft poll, Visibility visibility = Visibility.Public)
    {
        var written = await house.Get<WritePost>().Write(by, new Draft("Which?", visibility, Poll: poll));
        Assert.Null(written.Refusal);
        Assert.Equal(written.Value.Poll!.Options, house.Card(written.Value.Id).Poll!.Options);
        return written.Value;
    }

    private static PollCount Count(TestHouse house, PostCard card) => house.Get<PollCounts>().Of(card.Poll!);

    private static IEnumerable<long?> Told(TestHouse house, Account account) =>
        house.Get<Inbox>().Page(house.Get<Viewers>().For(account.Id), Paging.Newest(10), [NotificationKind.Poll], []).Select(static one => one.Post);
}
