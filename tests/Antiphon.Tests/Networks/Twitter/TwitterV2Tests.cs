using Antiphon.Intake;
using Antiphon.Networks.Archives.Twitter;
using Antiphon.Tests.Networks.Reading;
using Xunit;

namespace Antiphon.Tests.Networks.Twitter;

/// <summary>Twitter's second interface: pages, flattened tweets, counts, and what is gone.</summary>
public sealed class TwitterV2Tests
{
    [Fact]
    public async Task The_public_samples_are_what_was_collected_and_not_what_came_along()
    {
        // One tweet collected in each; of what is included, only what is not the collected one itself is context. Counted by hand.
        Assert.Equal("Post", await Kinds("media_tweet"));
        Assert.Equal("Boost Context", await Kinds("mentions_tweet"));
        Assert.Equal("Boost Context", await Kinds("two_tweets"));
        Assert.Equal("Post Gone Context", await Kinds("edited"));
        Assert.Equal("Post Context Context", await Kinds("quoted_edit"));
    }

    [Fact]
    public async Task A_reply_that_quotes_an_earlier_version_is_read_with_all_that_it_refers_to()
    {
        var post = (await Read("quoted_edit")).Items[0];
        Assert.Equal((1576995594388000768, 1494167419413094401, 1576994789110992896, 1576994789110992896, 1576994746135764992), (post.Key, post.Author, post.Root, post.Parent, post.Quoted));
        Assert.Equal((Given.Ms("2022-10-03T18:00:23Z"), Given.Ms("2022-02-17T04:30:55Z"), Given.Ms("2022-10-03T18:02:28Z")), (post.At, post.AuthorCreated, post.Retrieved));
        Assert.Equal(("en", 0, 1), (post.Language, post.ReportedBoosts, post.ReportedLikes));
        Assert.StartsWith("i miss y’all", post.QuotedText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_earlier_version_of_an_edited_tweet_is_gone()
    {
        var rows = await Read("edited");
        Assert.Equal((1576994789110992896, 0, "hey :) https://t.co/rnwEIoNuqd", null), (rows.Items[0].Key, (int)rows.Items[0].Root, rows.Items[0].Text, rows.Items[0].Language));
        Assert.Equal((ArchivedKind.Gone, 1576994746135764992), (rows.Items[1].Kind, rows.Items[1].Key));
    }

    [Fact]
    public async Task A_boost_takes_neither_the_conversation_nor_the_counters_that_it_copies()
    {
        var boost = (await Read("two_tweets")).Items[0];
        Assert.Equal((1394735776701816833, 1391677057810288641, 1379899464345923590, 0), (boost.Key, boost.Target, boost.Author, (int)boost.Root));
        Assert.Equal((null, null, null), (boost.ReportedBoosts, boost.ReportedLikes, boost.Text));
        Assert.Equal(Given.Ms("2021-04-07T20:50:54Z"), boost.AuthorCreated);
    }

    [Fact]
    public async Task Counts_without_tweets_are_claims_for_each_span()
    {
        var rows = await Read("counts");
        Assert.Empty(rows.Items);
        Assert.Equal((169, 771_665, 169), (rows.Claims.Count, (int)rows.Claims.Sum(static claim => claim.Value), (int)rows.Rows));
        Assert.Equal((Given.Ms("2021-10-16T18:21:34Z"), Given.Ms("2021-10-16T19:00:00Z"), 3961, "posts"), (rows.Claims[0].From, rows.Claims[0].To, (int)rows.Claims[0].Value, rows.Claims[0].What));
    }

    [Fact]
    public async Task A_single_tweet_a_page_without_any_and_a_flattened_one_are_all_read()
    {
        const string tweet = "\"id\":\"919660000000000001\",\"text\":\"me too\",\"author_id\":\"7\",\"conversation_id\":\"919659438700670976\"";
        var rows = await Given.Read(new TwitterV2(), string.Join('\n',
            "{\"__twarc\":{\"retrieved_at\":\"2021-05-19T15:26:17+00:00\"},\"includes\":{\"users\":[{\"id\":\"7\",\"created_at\":\"2010-01-01T00:00:00.000Z\"}]},\"data\":{" + tweet + "}}",
            "{\"meta\":{\"result_count\":0},\"__twarc\":{}}",
            "{" + tweet + ",\"author\":{\"id\":\"7\",\"created_at\":\"2010-01-01T00:00:00.000Z\"},\"referenced_tweets\":[{\"type\":\"replied_to\",\"id\":\"5\",\"text\":\"who?\",\"author\":{\"id\":\"9\"}}],\"__twarc\":{\"retrieved_at\":\"2021-05-19T15:26:17+00:00\"}}"));
        Assert.Empty(rows.Damaged);
        Assert.Equal(2, rows.Rows);
        Assert.Equal(["Post", "Post", "Context"], rows.Items.Select(static item => item.Kind.ToString()));
        foreach (var post in rows.Items.Take(2))
        {
            Assert.Equal((919660000000000001, 7, 919659438700670976, Given.Ms("2010-01-01T00:00:00Z"), Given.Ms("2021-05-19T15:26:17Z")), (post.Key, post.Author, post.Root, post.AuthorCreated, post.Retrieved));
        }

        Assert.Equal((5, 9, 5), ((int)rows.Items[2].Key, (int)rows.Items[2].Author, (int)rows.Items[1].Parent));
    }

    [Fact]
    public async Task What_was_asked_for_and_is_no_longer_there_is_gone()
    {
        const string problem = "https://api.twitter.com/2/problems/";
        var rows = await Given.Read(new TwitterV2(), "{\"errors\":["
            + $"{{\"resource_id\":\"5\",\"resource_type\":\"tweet\",\"type\":\"{problem}resource-not-found\"}},"
            + $"{{\"resource_id\":\"6\",\"resource_type\":\"tweet\",\"type\":\"{problem}not-authorized-for-resource\"}},"
            + $"{{\"resource_id\":\"7\",\"resource_type\":\"user\",\"type\":\"{problem}resource-not-found\"}},"
            + $"{{\"resource_id\":\"8\",\"type\":\"{problem}invalid-request\"}}],\"__twarc\":{{\"retrieved_at\":\"2021-05-19T15:26:17Z\"}}}}");
        Assert.Equal([(ArchivedKind.Gone, 5L, 0L), (ArchivedKind.Gone, 6L, 0L), (ArchivedKind.AuthorGone, 0L, 7L)], rows.Items.Select(static item => (item.Kind, item.Key, item.Author)));
        Assert.All(rows.Items, static item => Assert.Equal(Given.Ms("2021-05-19T15:26:17Z"), item.At));
    }

    [Fact]
    public async Task Protected_accounts_are_left_out_and_a_broken_page_leaves_nothing_behind()
    {
        var rows = await Given.Read(new TwitterV2(), string.Join('\n',
            "{\"data\":[{\"id\":\"1\",\"text\":\"a\",\"author_id\":\"7\"},{\"id\":\"2\",\"text\":\"b\",\"author_id\":\"8\"}],\"includes\":{\"users\":[{\"id\":\"7\",\"protected\":true}]}}",
            "{\"data\":[{\"id\":\"3\",\"text\":\"a\",\"author_id\":\"8\"},{\"text\":\"without id\"}]}",
            "{\"data\":[{\"id\":\"4\",\"text\":\"a\"",
            "{\"note\":1}",
            "{\"data\":[7,null,{\"id\":\"5\",\"text\":{},\"public_metrics\":[],\"referenced_tweets\":{},\"edit_history_tweet_ids\":\"x\",\"author_id\":null,\"created_at\":[]}],\"includes\":[],\"errors\":{},\"meta\":0,\"__twarc\":[]}",
            "{\"data\":[{\"id\":\"6\",\"text\":\"begins\",\"note_tweet\":{\"text\":\"begins and goes on\"},\"author_id\":\"8\"}]}"));
        Assert.Equal([(2, "b"), (5, null), (6, "begins and goes on")], rows.Items.Select(static item => ((int)item.Key, item.Text)));
        Assert.Equal([2, 3, 4], rows.Damaged.Select(static row => (int)row.Line));
        Assert.Equal((7, 1), ((int)rows.Rows, (int)rows.NotPublic));
    }

    private static async Task<string> Kinds(string sample) => string.Join(' ', (await Read(sample)).Items.Select(static item => item.Kind));

    private static async Task<ArchivedRows> Read(string sample)
    {
        var path = Shared.File($"data/formats/b_twitter_v2/{sample}.jsonl");
        var rows = await Given.ReadFile(new TwitterV2(), path);
        Assert.Empty(rows.Damaged);
        Assert.Equal(["twitter-v2"], await Given.RecognisedBy(await File.ReadAllTextAsync(path)));
        return rows;
    }
}
