using System.Text;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Reddit;
using Antiphon.Tally;
using Xunit;

namespace Antiphon.Tests.Networks.Reddit;

public sealed class RedditTests
{
    private const string Comment = """{"author":"Ana_Example","author_fullname":"t2_x1","body":"me too, twice","created_utc":1508112000,"edited":false,"id":"DNQik14","link_id":"t3_73ieyz","parent_id":"t1_dnqik13","retrieved_on":1509189606,"score":3,"subreddit":"example","subreddit_id":"t5_2qq2q"}""";

    private const string Submission = """{"author":"ben","created_utc":1508111000,"id":"73ieyz","num_comments":2,"permalink":"/r/example/comments/73ieyz/title/","retrieved_on":1509189000,"score":-12,"selftext":"ill at work","subreddit":"example","title":"Who else?","crosspost_parent":"t3_73aaaa"}""";

    private static Task<WasRead> Read(params string[] lines) => WasRead.By(new Pushshift(), new MemoryArchive(string.Join('\n', lines)));

    [Fact]
    public async Task A_comment_and_a_submission_are_read_with_what_they_hang_on()
    {
        Assert.True(new Pushshift().Recognises(new MemoryArchive(Comment)));
        Assert.True(new Pushshift().Recognises(new MemoryArchive(Submission)));
        var read = await Read(Comment, Submission);
        Assert.Equal(
            new ArchivedItem
            {
                Kind = ArchivedKind.Post, Network = Network.Reddit, Author = ArchivedKey.Of("ana_example"), Key = ArchivedKey.Of("t1_dnqik14"), At = 1_508_112_000_000, Parent = ArchivedKey.Of("t1_dnqik13"),
                Root = ArchivedKey.Of("t3_73ieyz"), Text = "me too, twice", Retrieved = 1_509_189_606_000,
            },
            read.Items[0]);
        Assert.Equal(
            new ArchivedItem
            {
                Kind = ArchivedKind.Post, Network = Network.Reddit, Author = ArchivedKey.Of("ben"), Key = ArchivedKey.Of("t3_73ieyz"), At = 1_508_111_000_000, Quoted = ArchivedKey.Of("t3_73aaaa"),
                Text = "Who else?\n\nill at work", Retrieved = 1_509_189_000_000,
            },
            read.Items[1]);
    }

    [Theory]
    [InlineData("1508112000")]
    [InlineData("\"1508112000\"")]
    [InlineData("1508112000.0")]
    [InlineData("\"1508112000.0\"")]
    public async Task The_time_is_one_however_it_is_written(string time) =>
        Assert.Equal(1_508_112_000_000, (await Read(Comment.Replace("1508112000", time, StringComparison.Ordinal))).Item.At);

    [Fact]
    public async Task A_deleted_accounts_comment_is_nobodys_and_one_that_was_taken_back_is_gone()
    {
        var read = await Read(
            Comment.Replace("Ana_Example", "[deleted]", StringComparison.Ordinal),
            Comment.Replace("me too, twice", "[deleted]", StringComparison.Ordinal),
            Comment.Replace("me too, twice", "[removed]", StringComparison.Ordinal),
            Submission.Replace("\"score\"", "\"removed_by_category\":\"moderator\",\"score\"", StringComparison.Ordinal));
        Assert.Equal([ArchivedKind.Post, ArchivedKind.Gone, ArchivedKind.Gone, ArchivedKind.Gone], read.Items.Select(static item => item.Kind));
        Assert.Equal((0, "me too, twice"), (read.Items[0].Author, read.Items[0].Text));
        Assert.Equal((ArchivedKey.Of("t1_dnqik14"), 1_509_189_606_000, null), (read.Items[1].Key, read.Items[1].At, read.Items[1].Text));
    }

    [Fact]
    public async Task The_score_is_nothing_that_is_counted_and_an_edit_changes_nothing_about_the_time()
    {
        var item = (await Read(Comment.Replace("\"edited\":false", "\"edited\":1508112099.0", StringComparison.Ordinal))).Item;
        Assert.Equal((null, null, 1_508_112_000_000), (item.ReportedLikes, item.ReportedBoosts, item.At));
    }

    [Fact]
    public async Task Lines_that_repeat_another_comment_are_not_the_authors_own_words()
    {
        var item = (await Read(Comment.Replace("me too, twice", "&gt; me too\\n\\nTell us &amp; them &gt;.&lt;", StringComparison.Ordinal))).Item;
        Assert.Equal(("Tell us & them >.<", "me too"), (item.Text, item.QuotedText));
    }

    [Fact]
    public async Task A_private_community_is_not_public_and_the_moderators_program_is_a_bot()
    {
        var read = await Read(
            Comment.Replace("\"score\"", "\"subreddit_type\":\"private\",\"score\"", StringComparison.Ordinal),
            Comment.Replace("Ana_Example", "AutoModerator", StringComparison.Ordinal));
        Assert.Equal(1, read.NotPublic);
        Assert.True(read.Item.Bot);
    }

    [Fact]
    public async Task A_line_that_is_not_understood_is_named()
    {
        var read = await Read("", "{", "[]", Comment.Replace("DNQik14", "a b", StringComparison.Ordinal), Comment.Replace("1508112000", "\"then\"", StringComparison.Ordinal), """{"id":"x1","created_utc":1508112000}""", Comment);
        Assert.Equal(
            [(2, null), (3, "is no JSON object"), (4, "has an id that is none"), (5, "has no time"), (6, "is neither a comment nor a submission")],
            read.Damaged.Select(static row => ((int)row.Line, row.Line == 2 ? null : row.Why)));
        Assert.Single(read.Items);
    }

    [Fact]
    public void Mutated_lines_are_named() => Mutations.Are_refused_or_named(new Pushshift(), Encoding.UTF8.GetBytes($"{Comment}\n{Submission}"));

    [Fact]
    public async Task The_published_samples_are_read()
    {
        // Two comments, of which the second is deleted with its author.
        var comments = await WasRead.File(new Pushshift(), Shared.File("data/formats/g_reddit/RC_sample.ndjson"));
        Assert.Equal([ArchivedKind.Post, ArchivedKind.Gone], comments.Items.Select(static item => item.Kind));
        Assert.Equal((ArchivedKey.Of("t3_73ieyz"), ArchivedKey.Of("t3_73ieyz"), 1_508_112_000_000), (comments.Items[0].Parent, comments.Items[0].Root, comments.Items[0].At));
        var submissions = await WasRead.File(new Pushshift(), Shared.File("data/formats/g_reddit/RS_sample.ndjson"));
        Assert.Equal((comments.Items[0].Root, "Me too\n\nsynthetic"), (submissions.Item.Key, submissions.Item.Text));
    }

    private const string OwnComments = "id,permalink,date,ip,subreddit,gildings,link,parent,body,media\ndnqik14,https://www.reddit.com/r/example/comments/73ieyz/title/dnqik14/,2017-10-16 00:00:00 UTC,192.0.2.1,example,0,https://www.reddit.com/r/example/comments/73ieyz/title/,dnqik13,\"me too, \"\"twice\"\"\",\ndnqik15,https://www.reddit.com/r/example/comments/73ieyz/title/dnqik15/,2017-10-16 00:01:00 UTC,192.0.2.1,example,0,x,,at the top,\nbroken,row\n";
    private const string OwnPosts = "id,permalink,date,ip,subreddit,gildings,title,url,body\n73ieyz,https://www.reddit.com/r/example/comments/73ieyz/title/,2017-10-15 23:43:20 UTC,192.0.2.1,example,0,Who else?,x,ill at work\n";

    [Fact]
    public async Task A_persons_own_data_has_their_posts_and_comments_under_the_same_ids_and_name()
    {
        var archive = new MemoryArchive(("comments.csv", OwnComments), ("posts.csv", OwnPosts), ("statistics.csv", "statistic,value\naccount name,Ana_Example\nemail verified,True\n"))
            .Shut("messages.csv").Shut("message_headers.csv").Shut("ip_logs.csv").Shut("drafts.csv");
        var format = new RedditOwn();
        Assert.True(format.Recognises(archive));
        Assert.All(archive.Entries, entry => Assert.Equal(entry.Path is "comments.csv" or "posts.csv" or "statistics.csv", format.Needs(entry)));
        var read = await WasRead.By(format, archive);
        Assert.Equal([ArchivedKey.Of("t1_dnqik14"), ArchivedKey.Of("t1_dnqik15"), ArchivedKey.Of("t3_73ieyz")], read.Items.Select(static item => item.Key));
        Assert.All(read.Items, static item => Assert.Equal(ArchivedKey.Of("ana_example"), item.Author));
        Assert.Equal((ArchivedKey.Of("t1_dnqik13"), read.Items[2].Key, 1_508_112_000_000, "me too, \"twice\""), (read.Items[0].Parent, read.Items[0].Root, read.Items[0].At, read.Items[0].Text));
        Assert.Equal((read.Items[2].Key, "Who else?\n\nill at work"), (read.Items[1].Parent, read.Items[2].Text));
        Assert.Equal(new DamagedRow(4, "(comments.csv) has 2 columns instead of 10"), Assert.Single(read.Damaged));
        Assert.Contains("private", format.OnlyAsOwn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_file_of_it_is_enough_and_its_author_is_then_not_known()
    {
        Assert.True(new RedditOwn().Recognises(new MemoryArchive(OwnPosts)));
        Assert.Equal(0, (await WasRead.By(new RedditOwn(), new MemoryArchive(OwnPosts))).Item.Author);
        Assert.False(new RedditOwn().Recognises(new MemoryArchive("id,permalink\n73ieyz,x\n")));
    }

    [Fact]
    public void Mutated_tables_are_refused_or_named() => Mutations.Are_refused_or_named(new RedditOwn(), Encoding.UTF8.GetBytes(OwnComments));
}
