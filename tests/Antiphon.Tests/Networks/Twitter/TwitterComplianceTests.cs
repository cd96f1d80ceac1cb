using Antiphon.Intake;
using Antiphon.Networks.Archives.Twitter;
using Antiphon.Tests.Networks.Reading;
using Xunit;

namespace Antiphon.Tests.Networks.Twitter;

/// <summary>What is gone since, as Twitter told those who held copies.</summary>
public sealed class TwitterComplianceTests
{
    [Fact]
    public async Task The_public_samples_are_two_posts_and_one_account_that_are_gone()
    {
        var posts = await Given.ReadFile(new TwitterCompliance(), Shared.File("data/formats/b_twitter_v2/tweets_compliance.jsonl"));
        Assert.Equal([1170025343920402432, 1170147183095664640], posts.Items.Where(static item => item.Kind == ArchivedKind.Gone).Select(static item => item.Key));
        Assert.Equal(Given.Ms("2021-08-17T17:26:15.788Z"), posts.Items[^1].At);
        var users = await Given.ReadFile(new TwitterCompliance(), Shared.File("data/formats/b_twitter_v2/users_compliance.jsonl"));
        Assert.Equal([(ArchivedKind.AuthorGone, 1482680858L), (ArchivedKind.AuthorGone, 1482680858L)], users.Items.Select(static item => (item.Kind, item.Author)));
        Assert.Empty(posts.Damaged.Concat(users.Damaged));
        foreach (var sample in (string[])["tweets_compliance", "users_compliance"])
        {
            Assert.Equal(["twitter-compliance"], await Given.RecognisedBy(await File.ReadAllTextAsync(Shared.File($"data/formats/b_twitter_v2/{sample}.jsonl"))));
        }
    }

    [Theory]
    [InlineData("{\"id\":\"919660000000000001\",\"action\":\"delete\",\"reason\":\"suspended\"}", "Gone AuthorGone")]
    [InlineData("{\"id\":\"919660000000000001\",\"reason\":\"deleted\"}", "Gone AuthorGone")]
    [InlineData("{\"id\":\"9000000000\",\"action\":\"delete\",\"created_at\":\"2010-02-01T00:00:00Z\"}", "Gone")]
    [InlineData("{\"id\":\"90000000\",\"action\":\"delete\",\"created_at\":\"2013-02-01T00:00:00Z\"}", "AuthorGone")]
    [InlineData("{\"id\":\"90000000\",\"action\":\"delete\",\"created_at\":\"2009-02-01T00:00:00Z\"}", "")]
    [InlineData("{\"id\":\"919660000000000001\",\"action\":\"scrub_geo\"}", "")]
    [InlineData("{\"data\":{\"delete\":{\"tweet\":{\"id\":\"5\",\"author_id\":\"7\"},\"event_at\":\"2021-07-06T18:40:40.000Z\"}}}", "Gone")]
    [InlineData("{\"data\":{\"user_suspend\":{\"user\":{\"id\":\"7\"},\"event_at\":\"2021-07-06T18:40:40.000Z\"}}}", "AuthorGone")]
    [InlineData("{\"data\":{\"user_unsuspend\":{\"user\":{\"id\":\"7\"},\"event_at\":\"2021-07-06T18:40:40.000Z\"}}}", "AuthorBack")]
    [InlineData("{\"data\":{\"withheld\":{\"tweet\":{\"id\":\"5\"}}}}", "")]
    public async Task A_line_says_what_is_gone_or_back(string line, string kinds)
    {
        var rows = await Given.Read(new TwitterCompliance(), line);
        Assert.Equal(kinds, string.Join(' ', rows.Items.Select(static item => item.Kind)));
        Assert.Equal(1, rows.Rows);
        Assert.Equal(kinds.Length == 0 ? 1 : 0, (int)rows.Other + rows.Damaged.Count);
    }
}
