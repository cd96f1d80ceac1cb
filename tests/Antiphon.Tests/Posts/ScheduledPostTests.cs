using Antiphon.Media;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Posts.Polls;
using Antiphon.Posts.Scheduling;
using Antiphon.Tests.Media;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Posts;

/// <summary>Posts for later: published when they are due, once, with all that they had.</summary>
public sealed class ScheduledPostTests(PostgresServer postgres) : IClassFixture<PostgresServer>
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory, EachStore]
    public async Task It_is_published_when_it_is_due_and_once_however_many_rounds_there_are(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var ines = await house.Member("ines");
        var put = await Put(house, ines, new Draft("At ten", Warning: "later", Poll: new PollDraft(["a", "b"], 600), QuotePolicy: QuotePolicy.Nobody));

        Assert.Equal(0, await house.Get<PublishScheduled>().Run());
        Assert.Equal(0, Posts(house));
        house.Clock.Advance(Hour);
        var rounds = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => house.Get<PublishScheduled>().Run())));

        Assert.Equal(1, rounds.Sum());
        Assert.Equal(1, Posts(house));
        Assert.Null(house.Get<ScheduledPosts>().Find(ines.Id, put.Id));
        var post = house.Card(house.Store.Read(static sql => sql.Number("SELECT max(id) FROM posts"))!.Value);
        Assert.Equal(("At ten", "later", QuotePolicy.Nobody), (post.Post.Text, post.Post.Warning, post.Post.QuotePolicy));
        Assert.Equal(house.Clock.Now + 600_000, post.Poll!.Expires);
    }

    [Theory, EachStore]
    public async Task Its_pictures_are_kept_for_it_and_are_its(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var ines = await house.Member("ines");
        var picture = (await house.Get<UploadPicture>().Run(ines.Id, TestPictures.Png(8, 8), "a cup")).Value;
        var put = (await house.Get<SchedulePost>().Add(ines, new Draft("In three days", Media: [picture.Id]), house.Clock.Now + (72 * (long)Hour.TotalMilliseconds))).Value;

        house.Clock.Advance(TimeSpan.FromDays(2));
        await house.Get<SweepPictures>().Run();
        Assert.Equal("media_ids", (await house.Get<WritePost>().Write(ines, new Draft("Mine", Media: [picture.Id]))).Refusal?.Field);
        Assert.Equal("id", (await house.Get<DeletePicture>().Run(ines.Id, picture.Id)).Refusal?.Field);
        Assert.Equal([picture.Id], house.Get<ScheduledPosts>().Pictures(ines.Id, [put])[put.Id].Select(static one => one.Id));
        house.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await house.Get<PublishScheduled>().Run());
        Assert.Equal("a cup", house.Card(house.Store.Read(static sql => sql.Number("SELECT max(id) FROM posts"))!.Value).Media.Single().Description);
    }

    [Theory, EachStore]
    public async Task It_is_put_off_or_taken_back_by_its_author_alone(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (ines, piet) = (await house.Member("ines"), await house.Member("piet"));
        var (first, second) = (await Put(house, ines, new Draft("one")), await Put(house, ines, new Draft("two")));
        var schedule = house.Get<SchedulePost>();

        Assert.Equal(Refusal.NotFound, (await schedule.Move(piet.Id, first.Id, house.Clock.Now + 1_000_000)).Refusal);
        Assert.Equal(Refusal.NotFound, (await schedule.Remove(piet.Id, first.Id)).Refusal);
        Assert.True((await schedule.Move(ines.Id, first.Id, first.At + 1_000)).Ok);
        Assert.True((await schedule.Remove(ines.Id, second.Id)).Ok);
        house.Clock.Advance(Hour);

        Assert.Equal(0, await house.Get<PublishScheduled>().Run());
        Assert.Equal([first.Id], house.Get<ScheduledPosts>().Page(ines.Id, Paging.Newest(10)).Select(static one => one.Id));
        Assert.Empty(house.Get<ScheduledPosts>().Page(piet.Id, Paging.Newest(10)));
    }

    [Theory, EachStore]
    public async Task What_it_answers_may_be_gone_and_what_is_refused_stays_with_its_author(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (ines, piet) = (await house.Member("ines"), await house.Member("piet"));
        var question = await house.Post(piet, "How are you?");
        await Put(house, ines, new Draft("Well", ReplyTo: question.Id, QuoteOf: question.Id));
        await house.Get<DeletePost>().Delete(piet.Id, question.Id);
        house.Clock.Advance(Hour);
        Assert.Equal(1, await house.Get<PublishScheduled>().Run());
        var stands = house.Card(house.Store.Read(static sql => sql.Number("SELECT max(id) FROM posts"))!.Value);
        Assert.Equal((null, null), (stands.Post.ReplyTo, stands.Post.QuoteOf));

        var late = await Put(house, ines, new Draft("Late"));
        await house.Store.Write(tx =>
        {
            tx.Run("UPDATE accounts SET state = $2 WHERE id = $1", ines.Id, (int)AccountState.Suspended);
            tx.Happened(new AccountChanged(ines.Id));
            return 0;
        });
        house.Clock.Advance(Hour);
        Assert.Equal(0, await house.Get<PublishScheduled>().Run());
        Assert.True(house.Get<ScheduledPosts>().Find(ines.Id, late.Id)!.Failed);
    }

    [Theory, EachStore]
    public async Task It_has_a_soonest_time_and_a_most_for_a_day_and_a_key_that_makes_it_once(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var ines = await house.Member("ines");
        var (schedule, now) = (house.Get<SchedulePost>(), house.Clock.Now);

        Assert.Equal("scheduled_at", (await schedule.Add(ines, new Draft("Soon"), now + 299_999)).Refusal?.Field);
        Assert.Equal("status", (await schedule.Add(ines, new Draft(" "), now + 300_000)).Refusal?.Field);
        var keyed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => schedule.Add(ines, new Draft("Once", IdempotencyKey: "k"), now + 300_000))));
        Assert.Single(keyed.Select(static one => one.Value.Id).Distinct());
        for (var i = 1; i < SchedulePost.MostOfADay; i++) Assert.True((await schedule.Add(ines, new Draft("One of many"), now + 300_000 + i)).Ok);
        Assert.Equal("scheduled_at", (await schedule.Add(ines, new Draft("Too many"), now + 600_000)).Refusal?.Field);
        Assert.True((await schedule.Add(ines, new Draft("Tomorrow"), now + (24 * (long)Hour.TotalMilliseconds))).Ok);
    }

    [Theory, EachStore]
    public async Task One_key_makes_one_post_for_an_hour_whoever_sends_it_at_once(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (ines, piet) = (await house.Member("ines"), await house.Member("piet"));
        var question = await house.Post(piet, "How are you?");
        var write = house.Get<WritePost>();
        var answer = new Draft("Well", ReplyTo: question.Id, IdempotencyKey: "k");

        var sent = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => write.Write(ines, answer))));
        var another = await write.Write(piet, answer with { ReplyTo = null });
        await house.Get<DeletePost>().Delete(piet.Id, question.Id);
        house.Clock.Advance(Hour);
        var again = await write.Write(ines, answer);
        house.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var later = await write.Write(ines, answer with { ReplyTo = null });

        var id = Assert.Single(sent.Select(static one => one.Value.Id).Distinct());
        Assert.NotEqual(id, another.Value.Id);
        Assert.Equal(id, again.Value.Id);
        Assert.NotEqual(id, later.Value.Id);
    }

    private static async Task<ScheduledPost> Put(TestHouse house, Account by, Draft draft)
    {
        var put = await house.Get<SchedulePost>().Add(by, draft, house.Clock.Now + (long)Hour.TotalMilliseconds);
        Assert.Null(put.Refusal);
        return put.Value;
    }

    private static long Posts(TestHouse house) => house.Store.Read(static sql => sql.Number("SELECT count(*) FROM posts"))!.Value;
}
