using Antiphon.Intake;
using Antiphon.Networks.Archives.Twitter;
using Antiphon.Tests.Networks.Reading;
using Xunit;

namespace Antiphon.Tests.Networks.Twitter;

/// <summary>Twitter's first interface, one tweet a line.</summary>
public sealed class TwitterV1Tests
{
    private const string User = "\"user\":{\"id\":7,\"id_str\":\"7\",\"screen_name\":\"imre\",\"protected\":false,\"created_at\":\"Mon Jul 16 12:59:01 +0000 2007\"}";

    [Fact]
    public async Task The_public_samples_are_a_post_and_a_boost_with_its_original()
    {
        var rows = await Given.ReadFile(new TwitterV1(), Shared.File("data/formats/a_twitter_v1/tweet_v1.jsonl"));
        Assert.Empty(rows.Damaged);
        Assert.Equal((2, 0, 0), ((int)rows.Rows, (int)rows.NotPublic, (int)rows.Other));
        Assert.Equal([ArchivedKind.Post, ArchivedKind.Boost, ArchivedKind.Post], rows.Items.Select(static item => item.Kind));
        var (post, boost, original) = (rows.Items[0], rows.Items[1], rows.Items[2]);
        Assert.Equal((540897316908331009, 7505382, Given.Ms("2014-12-05T15:55:44Z"), Given.Ms("2007-07-16T12:59:01Z")), (post.Key, post.Author, post.At, post.AuthorCreated));
        Assert.Equal(("en", 17, 8), (post.Language, post.ReportedBoosts, post.ReportedLikes));
        Assert.StartsWith("Powerful cartoon by @", post.Text, StringComparison.Ordinal);
        Assert.Equal((28669546014, 7505382, 28561922516, Given.Ms("2010-10-25T07:39:11Z")), (boost.Key, boost.Author, boost.Target, boost.At));
        Assert.Equal((28561922516, 33423, Given.Ms("2010-10-24T03:46:25Z")), (original.Key, original.Author, original.At));
        Assert.Null(boost.Text);
        Assert.Null(original.ReportedBoosts);
    }

    [Fact]
    public async Task A_long_tweet_is_read_whole_wherever_its_whole_text_stands()
    {
        var rows = await Given.Read(new TwitterV1(), string.Join('\n',
            $"{{\"id_str\":\"1\",\"text\":\"cut…\",\"truncated\":true,\"extended_tweet\":{{\"full_text\":\"me too &amp; whole &lt;3\"}},{User}}}",
            $"{{\"full_text\":\"me too\",\"text\":\"cut\",\"id_str\":\"2\",{User}}}",
            $"{{\"id_str\":\"3\",\"text\":\"me too\",{User}}}"));
        Assert.Equal(["me too & whole <3", "me too", "me too"], rows.Items.Select(static item => item.Text));
    }

    [Fact]
    public async Task A_quoted_tweet_is_context_and_its_words_are_not_the_quoter_s()
    {
        var quoted = $"\"quoted_status\":{{\"id_str\":\"5\",\"text\":\"who went to work ill?\",\"user\":{{\"id_str\":\"9\"}}}}";
        var rows = await Given.Read(new TwitterV1(), string.Join('\n',
            $"{{\"id_str\":\"6\",\"text\":\"me too\",\"quoted_status_id_str\":\"5\",{quoted},{User}}}",
            $"{{\"id_str\":\"8\",\"text\":\"RT @imre: me too\",{User},\"retweeted_status\":{{\"id_str\":\"6\",\"text\":\"me too\",\"quoted_status_id_str\":\"5\",{quoted},{User}}},{quoted}}}"));
        Assert.Equal([ArchivedKind.Post, ArchivedKind.Context, ArchivedKind.Boost, ArchivedKind.Post, ArchivedKind.Context], rows.Items.Select(static item => item.Kind));
        Assert.Equal((5, "me too", "who went to work ill?"), ((int)rows.Items[0].Quoted, rows.Items[0].Text, rows.Items[0].QuotedText));
        Assert.Equal((6, 0), ((int)rows.Items[2].Target, (int)rows.Items[2].Quoted));
        Assert.Equal((5, "who went to work ill?"), ((int)rows.Items[3].Quoted, rows.Items[3].QuotedText));
        Assert.Equal(2, rows.Rows);
    }

    [Fact]
    public async Task Parents_are_by_exact_id_and_a_rounded_number_beside_it_does_no_harm()
    {
        var rows = await Given.Read(new TwitterV1(), string.Join('\n',
            $"{{\"id\":9.1966e+17,\"id_str\":\"919660000000000001\",\"in_reply_to_status_id\":9.19659e17,\"in_reply_to_status_id_str\":\"919659438700670976\",\"text\":\"a\",{User}}}",
            $"{{\"id\":919660000000000000,\"text\":\"rounded\",{User}}}",
            $"{{\"id\":919660000000000123,\"in_reply_to_status_id\":919659438700670976,\"text\":\"b\",{User}}}"));
        Assert.Equal([(919660000000000001, 919659438700670976), (919660000000000123, 919659438700670976)], rows.Items.Select(static item => (item.Key, item.Parent)));
        Assert.Equal((2, 3), ((int)Assert.Single(rows.Damaged).Line, (int)rows.Rows));
    }

    [Fact]
    public async Task Counters_that_are_absent_are_not_nought_and_languages_that_are_none_are_absent()
    {
        var rows = await Given.Read(new TwitterV1(), string.Join('\n',
            $"{{\"id_str\":\"1\",\"text\":\"a\",\"retweet_count\":0,\"favorite_count\":null,\"lang\":\"und\",{User}}}",
            $"{{\"id_str\":\"2\",\"text\":\"a\",\"retweet_count\":1e400,\"favorite_count\":-4,\"lang\":\"iw\",{User}}}"));
        Assert.Equal([(0, null, null), (null, null, "he")], rows.Items.Select(static item => (item.ReportedBoosts, item.ReportedLikes, item.Language)));
    }

    [Fact]
    public async Task Without_a_time_the_id_says_it()
    {
        var rows = await Given.Read(new TwitterV1(), $"{{\"id_str\":\"919659438700670976\",\"text\":\"a\",{User}}}");
        Assert.Equal(Given.Ms("2017-10-15T20:21:11.174Z"), Assert.Single(rows.Items).At, 1_000.0);
    }

    [Fact]
    public async Task Protected_accounts_are_left_out_and_notices_of_deletions_are_read()
    {
        var locked = User.Replace("\"protected\":false", "\"protected\":true", StringComparison.Ordinal);
        var rows = await Given.Read(new TwitterV1(), string.Join('\n',
            $"{{\"id_str\":\"1\",\"text\":\"a\",{locked}}}",
            "{\"delete\":{\"status\":{\"id\":5,\"id_str\":\"5\",\"user_id\":7,\"user_id_str\":\"7\"},\"timestamp_ms\":\"1508100000123\"}}",
            "{\"limit\":{\"track\":12}}",
            $"{{\"id_str\":\"2\",\"text\":\"b\",{User},\"quoted_status_id_str\":\"1\",\"quoted_status\":{{\"id_str\":\"1\",\"text\":\"a\",{locked}}}}}"));
        Assert.Equal((4, 1, 1), ((int)rows.Rows, (int)rows.NotPublic, (int)rows.Other));
        Assert.Equal([(ArchivedKind.Gone, 5L, 7L, 1508100000123), (ArchivedKind.Post, 2L, 7L, 0L)], rows.Items.Select(static item => (item.Kind, item.Key, item.Author, item.At)));
        Assert.Null(rows.Items[1].QuotedText);
    }

    [Fact]
    public async Task A_row_that_is_not_understood_is_named_and_leaves_nothing_behind()
    {
        var deep = "{\"id_str\":\"1\",\"text\":\"a\",\"x\":" + new string('[', 100_000) + new string(']', 100_000) + $",{User}}}";
        var rows = await Given.Read(new TwitterV1(), string.Join('\n',
            deep,
            "{\"text\":\"no id\"," + User + "}",
            "{\"id_str\":{\"x\":1},\"text\":\"a\"," + User + "}",
            "{\"id_str\":\"4\",\"text\":\"no user\"}",
            "{\"id_str\":\"5\",\"text\":\"nul \0 inside\"," + User + "}",
            "[\"no object\"]",
            "",
            "{\"id_str\":\"8\",\"text\":[1,2],\"lang\":{},\"created_at\":7,\"retweet_count\":[],\"quoted_status\":\"x\",\"retweeted_status\":[],\"extended_tweet\":0,\"entities\":null," + User + "}",
            "{\"id_str\":\"9\",\"text\":\"half \\ud83d of a character\",\"id_str\":\"10\"," + User + "}",
            "{\"id_str\":\"11\",\"text\":\"me too\"," + User + "} {}",
            "{\"id_str\":\"12\",\"text\":\"cut o"));
        Assert.Equal([1, 2, 3, 4, 5, 6, 10, 11], rows.Damaged.Select(static row => (int)row.Line));
        Assert.Contains("too deep", rows.Damaged[0].Why, StringComparison.Ordinal);
        Assert.Equal([(8, null), (10, "half \uFFFD of a character")], rows.Items.Select(static item => ((int)item.Key, item.Text)));
        Assert.Equal(10, rows.Rows);
    }

    [Theory]
    [InlineData("[$A,$B]", 2, 0)]
    [InlineData("[\n  $A,\n  $B\n]\n", 2, 0)]
    [InlineData("[\n$A,\n$B", 2, 1)]
    public async Task The_same_tweets_in_one_array_are_read_too_and_a_cut_is_named(string text, int items, int damaged)
    {
        text = text.Replace("$A", $"{{\"id_str\":\"1\",\"text\":\"a\",{User}}}", StringComparison.Ordinal).Replace("$B", $"{{\"id_str\":\"2\",\"text\":\"b\",{User}}}", StringComparison.Ordinal);
        Assert.Equal(["twitter-v1"], await Given.RecognisedBy(text));
        var rows = await Given.Read(new TwitterV1(), text);
        Assert.Equal((items, damaged), (rows.Items.Count, rows.Damaged.Count));
    }
}
