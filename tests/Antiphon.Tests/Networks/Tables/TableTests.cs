using Antiphon.Intake;
using Antiphon.Networks.Archives;
using Antiphon.Networks.Archives.Tables;
using Antiphon.Networks.Archives.Twitter;
using Antiphon.Tally;
using Antiphon.Tests.Networks.Reading;
using Xunit;

namespace Antiphon.Tests.Networks.Tables;

/// <summary>Tables that researchers pass on, and lists of ids.</summary>
public sealed class TableTests
{
    [Theory]
    [InlineData("4cat_custom.csv", "4cat")]
    [InlineData("dmi_tcat_full_export.csv", "dmi-tcat")]
    [InlineData("icpsr37447_style.csv", "twitter-ids")]
    public async Task Each_sample_is_recognised_by_its_head(string sample, string format) =>
        Assert.Equal([format], await Given.RecognisedBy(await File.ReadAllTextAsync(Shared.File("data/formats/h_csv/" + sample))));

    [Fact]
    public async Task The_sample_of_4CAT_s_own_columns_is_a_post_and_a_reply()
    {
        var rows = await Given.ReadFile(new FourCat(), Shared.File("data/formats/h_csv/4cat_custom.csv"));
        Assert.Empty(rows.Damaged);
        Assert.Equal([(1L, 0L, 0L, 1508101331000, 3), (2L, 1L, 1L, 1508101500000, 0)], rows.Items.Select(static item => (item.Key, item.Parent, item.Root, item.At, item.ReportedLikes!.Value)));
        Assert.Equal(2, rows.Items.Select(static item => item.Author).Distinct().Count());
        Assert.All(rows.Items, static item => Assert.Equal(("me too (synthetic)", Network.Other), (item.Text, item.Network)));
    }

    [Fact]
    public async Task The_sample_of_DMI_TCAT_is_a_reply_with_the_age_of_its_account()
    {
        var rows = await Given.ReadFile(new DmiTcat(), Shared.File("data/formats/h_csv/dmi_tcat_full_export.csv"));
        var post = Assert.Single(rows.Items);
        Assert.Equal((919660000000000001, 77, 919659438700670976, 1508099013000), (post.Key, post.Author, post.Parent, post.At));
        Assert.Equal((Given.Ms("2010-01-01T00:00:00Z"), "en", "me too (synthetic)", 0), (post.AuthorCreated, post.Language, post.Text, (int)post.Quoted));
    }

    [Fact]
    public async Task The_sample_of_an_archive_s_ids_is_a_reply_by_nobody_known_at_the_time_that_its_id_says()
    {
        var rows = await Given.ReadFile(new TwitterIds(), Shared.File("data/formats/h_csv/icpsr37447_style.csv"));
        var post = Assert.Single(rows.Items);
        Assert.Equal((919660000000000002, 919660000000000001, 0, (919660000000000002 >> 22) + 1_288_834_974_657), (post.Key, post.Parent, (int)post.Author, post.At));
        Assert.NotNull(post.Words);
    }

    [Theory]
    [InlineData("919660000000000001\n919660000000000002\n")]
    [InlineData("919660000000000001\r\n919660000000000002")]
    [InlineData("\uFEFF\"919660000000000001\"\n\"919660000000000002\"\n\n")]
    [InlineData("tweet_id\n919660000000000001\n919660000000000002\n")]
    public async Task A_bare_list_of_ids_is_read(string text)
    {
        Assert.Equal(["twitter-ids"], await Given.RecognisedBy(text));
        Assert.Equal([919660000000000001, 919660000000000002], (await Given.Read(new TwitterIds(), text)).Items.Select(static item => item.Key));
    }

    [Theory]
    [InlineData("tweet_id\n919660000000000000\n919659000000000000\n")]
    [InlineData("919660000000000000\n1919660000000000000\n")]
    [InlineData("tweet_id,in_reply_to_tweet_id\n9.1966E+17,\n9.1967E+17,9.1966E+17\n")]
    [InlineData("\"9,1966E+17\"\n\"9,1967E+17\"\n")]
    public async Task Ids_that_a_spreadsheet_destroyed_are_refused_with_the_reason(string text)
    {
        var broken = await Assert.ThrowsAsync<InvalidDataException>(() => Given.Read(new TwitterIds(), text));
        Assert.Contains("spreadsheet", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_with_destroyed_ids_are_refused_and_one_id_that_ends_in_noughts_by_chance_is_not()
    {
        const string head = "id,time,created_at,from_user_name,text,from_user_id\n";
        await Assert.ThrowsAsync<InvalidDataException>(() => Given.Read(new DmiTcat(), head + "919660000000000000,1508099013,2017-10-15 20:23:33,imre,me too,7\n"));
        var rows = await Given.Read(new DmiTcat(), head + string.Concat(Enumerable.Range(0, 20).Select(static i => $"91966{i:00}00000000000,1508099013,,imre,me too,7\n".Replace("0000,1508", i == 3 ? "0000,1508" : "1234,1508", StringComparison.Ordinal))));
        Assert.Equal((20, 0), (rows.Items.Count, rows.Damaged.Count));
    }

    [Fact]
    public async Task A_4CAT_table_of_Twitter_gives_accounts_by_id_and_takes_no_retweet_for_words_of_one_s_own()
    {
        var rows = await Given.Read(new FourCat(), string.Join('\n',
            "id;thread_id;timestamp;unix_timestamp;link;body;author;author_id;retweet_count;like_count;language_guess;is_retweet;is_reply",
            "919660000000000011;919659438700670976;2017-10-15 20:23:33;;https://twitter.com/imre/status/1;\"me too; with a semicolon\nand a line\";imre;77;2;;en;no;yes",
            "919660000000000012;919660000000000012;2017-10-15 20:23:34;1508099014;https://twitter.com/ada/status/2;RT @imre: me too;ada;78;2;0;en;yes;no",
            "919660000000000013;;never;;;me too;ada;78;;;;no;no",
            "919660000000000014;;2017-10-15 20:23:35;;;too short"));
        Assert.Equal((4, 1), ((int)rows.Rows, (int)rows.Other));
        var post = Assert.Single(rows.Items);
        Assert.Equal((Network.Twitter, 77, 919659438700670976, 1508099013000), (post.Network, post.Author, post.Root, post.At));
        Assert.Equal(("me too; with a semicolon\nand a line", 2, null), (post.Text, post.ReportedBoosts, post.ReportedLikes));
        Assert.Equal([(5, "has no time"), (6, "has 6 columns instead of 13")], rows.Damaged.Select(static row => ((int)row.Line, row.Why)));
    }

    [Theory]
    [InlineData("https://www.facebook.com/x/posts/1", Network.Facebook)]
    [InlineData("https://x.com/imre/status/1", Network.Twitter)]
    [InlineData("https://old.reddit.com/r/x", Network.Reddit)]
    [InlineData("https://bsky.app/profile/x", Network.Bluesky)]
    [InlineData("https://notreddit.com/", Network.Other)]
    public async Task The_network_of_a_row_is_that_of_its_link(string link, Network network)
    {
        var rows = await Given.Read(new FourCat(), $"id,thread_id,author,body,timestamp,url\n919660000000000011,,imre,me too,2017-10-15T20:23:33Z,{link}\n");
        Assert.Equal(network, Assert.Single(rows.Items).Network);
    }

    [Fact]
    public async Task A_table_without_a_column_that_it_needs_is_refused_by_that_column_s_name()
    {
        var broken = await Assert.ThrowsAsync<InvalidDataException>(() => Given.Read(new DmiTcat(), "id,words\n1,2\n"));
        Assert.Contains("from_user_id", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_format_is_named_once_and_says_what_it_is()
    {
        Assert.Equal(Formats.All.Count, Formats.All.Select(static format => format.Name).Distinct().Count());
        Assert.All(Formats.All, static format => Assert.Same(format, Formats.Named(format.Name)));
        Assert.All(Formats.All, static format => Assert.Matches("^[a-z0-9-]+$", format.Name));
        Assert.All(Formats.All, static format => Assert.InRange(format.Description.Length, 20, 100));
        Assert.Null(Formats.Named("excel"));
    }
}
