using Antiphon.Calls;
using Antiphon.Posts;
using Antiphon.Tally;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Tests.Answers;

public sealed class EarlierPostsTests(PostgresServer postgres)
{
    [Theory, EachStore]
    public async Task A_post_that_becomes_a_call_counts_what_has_been_said_since_it_was_posted(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var (imre, lena, amina, tomas, ines) = (await house.Member("imre"), await house.Member("lena"), await house.Member("amina"), await house.Member("tomas"), await house.Member("ines"));
        await house.Post(ines, "me too"); // before the post that becomes the call
        var post = await house.Post(imre, "Have you ever gone to work ill? Answer \"me too\".");
        await house.Post(lena, "Me too.", replyTo: post);
        await house.Post(amina, "me too!");
        await house.Post(tomas, "me too", visibility: Visibility.Followers);

        var opened = await house.Get<OpenCall>().Open(imre, new CallDraft(string.Empty, ["me too"], [], "ill", FromPost: post.Id));
        Assert.Null(opened.Refusal);
        var count = await house.Count(opened.Value);
        Assert.Equal(2, count.Answered.AtLeast);
        Assert.Equal(1, count.ByRoute[EvidenceKind.Reply]);
        Assert.Equal(1, count.ByRoute[EvidenceKind.Post]);
        await house.AssertRecountEqual(opened.Value);
    }
}
