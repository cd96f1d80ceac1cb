using Antiphon.Answers;
using Antiphon.Answers.Recognition;
using Antiphon.Calls;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Tally;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Answers;

/// <summary>What a call's page lists, and what those who look after it see.</summary>
public sealed class CallPostsTests(PostgresServer postgres)
{
    private const string Told = "Me too. I worked a whole winter in a canteen with a fever, because the second week was not paid and my rent was due on the first of the month.";

    [Theory]
    [EachStore]
    public async Task Each_post_of_a_call_stands_in_one_part_newest_first_and_pages_go_on_where_the_last_ended(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var imre = await house.Member("imre");
        var call = await house.SickAtWork(imre);
        var (mara, lena, otto) = (await house.Member("mara"), await house.Member("lena"), await house.Member("otto"));
        var own = house.Card(call.Post);
        var story = await house.Post(mara, Told, replyTo: own);
        var bare = await house.Post(lena, "Me too.", replyTo: own);
        var free = await house.Post(otto, "Me too.");
        var reply = await house.Post(otto, "I am sorry that this still happens.", replyTo: own);
        await house.Post(otto, "Something else altogether.");
        var posts = house.Get<CallPosts>();
        Assert.Equal([story.Id], Ids(posts, call, CallPart.Stories));
        Assert.Equal([free.Id, bare.Id], Ids(posts, call, CallPart.Answers));
        Assert.Equal([reply.Id], Ids(posts, call, CallPart.Conversation));
        var first = posts.Page(Viewer.Nobody, call, CallPart.Answers, Paging.Newest(1));
        Assert.Equal([bare.Id], posts.Page(Viewer.Nobody, call, CallPart.Answers, Paging.Before(first[0].Id, 1)).Select(static card => card.Id));
        await house.Get<DeletePost>().Delete(lena.Id, bare.Id);
        Assert.Equal([free.Id], Ids(posts, call, CallPart.Answers));
    }

    [Theory]
    [EachStore]
    public async Task Whom_a_reader_has_blocked_they_do_not_meet_on_a_calls_page(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var call = await house.SickAtWork(await house.Member("imre"));
        var (mara, lena) = (await house.Member("mara"), await house.Member("lena"));
        await house.Post(mara, "Me too.", replyTo: house.Card(call.Post));
        var posts = house.Get<CallPosts>();
        Assert.Single(posts.Page(house.Get<Viewers>().For(lena.Id), call, CallPart.Answers, Paging.Newest(10)));
        await house.Store.Write(tx =>
        {
            tx.Run("INSERT INTO blocks (account, target, id) VALUES ($1, $2, $3)", lena.Id, mara.Id, tx.NewId());
            tx.Happened(new RelationChanged(lena.Id, mara.Id));
            return 0;
        });
        Assert.Empty(posts.Page(house.Get<Viewers>().For(lena.Id), call, CallPart.Answers, Paging.Newest(10)));
        Assert.Single(Ids(posts, call, CallPart.Answers));
    }

    [Theory]
    [EachStore]
    public async Task Those_who_look_after_a_call_see_its_posts_with_their_rules_and_never_who_pressed(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var owner = await house.Member("imre", Role.Owner);
        var call = await house.SickAtWork(owner);
        var (mara, lena) = (await house.Member("mara"), await house.Member("lena"));
        Assert.Null((await house.Get<Press>().Answer(lena, call.Slug)).Refusal);
        var post = await house.Post(mara, "Me too.");
        var evidence = house.Get<CallEvidence>();
        var judged = Assert.Single(evidence.Page(call, null, long.MaxValue, 10));
        Assert.Equal((mara.Id, post.Id, Ring.Answered, Why.Bare), (judged.Person, judged.Source, judged.Ring, judged.Why));
        Assert.Empty(evidence.Page(call, Ring.Joined, long.MaxValue, 10));

        Assert.Null((await house.Get<Moderate>().Move(owner, Role.Owner, call.Slug, mara.Id, post.Id, null, "Posted by a machine.")).Refusal);
        Assert.Null(Assert.Single(evidence.Page(call, null, long.MaxValue, 10)).Ring);
        Assert.Equal(1, (await house.Count(call)).Answered.People);
        await house.AssertRecountEqual(call);
    }

    [Theory]
    [EachStore]
    public async Task A_caller_may_change_what_stands_beside_the_call_and_nobody_else_may(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var imre = await house.Member("imre");
        var call = await house.SickAtWork(imre);
        var change = house.Get<ChangeCall>();
        ContextLink[] links = [new("The hearing", "https://example.org/hearing")];
        Assert.Equal(RefusalKind.NotFound, (await change.Describe(await house.Member("mara"), call.Slug, Beside("me", links))).Refusal!.Kind);
        Assert.Equal("links", (await change.Describe(imre, call.Slug, Beside("a colleague", [new("Run", "javascript:alert(1)")]))).Refusal!.Field);
        Assert.Equal("suggested_by", (await change.Describe(imre, call.Slug, Beside(new string('x', 201), links))).Refusal!.Field);
        Assert.Null((await change.Describe(imre, call.Slug, Beside(" a colleague ", links))).Refusal);
        var changed = house.Get<AllCalls>().Find(call.Slug)!;
        Assert.Equal("a colleague", changed.SuggestedBy);
        Assert.Equal(links, changed.Links);
        Assert.Equal(call.Wording, changed.Wording);
    }

    private static CallContext Beside(string suggestedBy, IReadOnlyList<ContextLink> links) => new(suggestedBy, links, string.Empty, string.Empty, []);

    private static IEnumerable<long> Ids(CallPosts posts, Call call, CallPart part) => posts.Page(Viewer.Nobody, call, part, Paging.Newest(10)).Select(static card => card.Id);
}
