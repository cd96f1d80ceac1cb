using System.Text;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Mastodon;
using Antiphon.Tally;
using Xunit;

namespace Antiphon.Tests.Networks.Mastodon;

public sealed class MastodonExportTests
{
    private const string Actor = "https://social.example/users/ana";
    private const string Call = "https://other.example/users/caller/statuses/1";
    private const string Everybody = "\"https://www.w3.org/ns/activitystreams#Public\"";

    private static string Create(string number, string to, string cc, string more = "", string content = "<p>Me too, <a href=\\\"https://social.example/tags/WorkedIll\\\" class=\\\"mention hashtag\\\">#<span>WorkedIll</span></a></p>", string author = Actor) =>
        $$$"""{"id":"{{{Actor}}}/statuses/{{{number}}}/activity","type":"Create","actor":"{{{author}}}","published":"2024-12-05T10:39:15Z","to":[],"cc":[],"object":{"id":"{{{Actor}}}/statuses/{{{number}}}","type":"Note","attributedTo":"{{{author}}}","published":"2024-12-05T10:39:15.250Z","to":{{{to}}},"cc":{{{cc}}},"content":"{{{content}}}"{{{more}}} } }""";

    private static string Announce(string target, string to) =>
        $$"""{"id":"{{Actor}}/statuses/9/activity","type":"Announce","actor":"{{Actor}}","published":"2024-12-05T10:40:00Z","to":[{{to}}],"cc":["{{Actor}}/followers"],"object":{{target}}}""";

    private static string Outbox(params string[] items) => $$"""{"@context":["https://www.w3.org/ns/activitystreams",{"x":[1]}],"id":"outbox.json","type":"OrderedCollection","totalItems":{{items.Length}},"orderedItems":[{{string.Join(",\n", items)}}]}""";

    private static MemoryArchive Archive(params string[] items) =>
        new MemoryArchive(("actor.json", $$"""{"@context":["x"],"type":"Person","id":"{{Actor}}","outbox":"outbox.json"}"""), ("outbox.json", Outbox(items))).Shut("likes.json").Shut("bookmarks.json").Shut("media_attachments/files/1.png");

    private static Task<WasRead> Read(params string[] items) => WasRead.By(new MastodonExport(), Archive(items));

    [Fact]
    public async Task A_post_is_read_as_plain_text_with_its_language_its_counters_and_what_it_answers()
    {
        var post = Create("1", $"[{Everybody}]", "[]", $$""","summary":"work","inReplyTo":"{{Call}}","contentMap":{"en":"<p>Me too</p>"},"likes":{"type":"Collection","totalItems":3},"replies":{"first":{"items":[]} },"shares":{"totalItems":1}""");
        Assert.True(new MastodonExport().Recognises(Archive(post)));
        Assert.Equal(
            new ArchivedItem
            {
                Kind = ArchivedKind.Post, Network = Network.Fediverse, Author = ArchivedKey.Of(Actor), Key = ArchivedKey.Of(Actor + "/statuses/1"), At = 1_733_395_155_250, Parent = ArchivedKey.Of(Call),
                Text = "Me too, #WorkedIll", Language = "en", ReportedLikes = 3, ReportedBoosts = 1,
            },
            (await Read(post)).Item);
    }

    [Theory]
    [InlineData("[\"https://www.w3.org/ns/activitystreams#Public\"]", "[\"https://social.example/users/ana/followers\"]", true)]
    [InlineData("[\"https://social.example/users/ana/followers\"]", "[\"https://www.w3.org/ns/activitystreams#Public\"]", true)]
    [InlineData("\"as:Public\"", "[]", true)]
    [InlineData("\"Public\"", "null", true)]
    [InlineData("[\"https://social.example/users/ana/followers\"]", "[]", false)]
    [InlineData("[\"https://other.example/users/caller\"]", "[]", false)]
    [InlineData("[]", "[]", false)]
    [InlineData("[\"https://www.w3.org/ns/activitystreams#Publicity\"]", "[]", false)]
    public async Task Only_what_everybody_could_read_is_taken(string to, string cc, bool isPublic)
    {
        var read = await Read(Create("1", to, cc));
        Assert.Equal((isPublic ? 1 : 0, isPublic ? 0 : 1), (read.Items.Count, (int)read.NotPublic));
    }

    [Fact]
    public async Task A_post_is_for_whom_the_post_says_and_not_for_whom_the_activity_says()
    {
        var read = await Read(
            Create("1", $"[\"{Actor}/followers\"]", "[]").Replace("\"to\":[],\"cc\":[]", $"\"to\":[{Everybody}],\"cc\":[]", StringComparison.Ordinal),
            Create("2", "[]", "[]").Replace("\"to\":[],\"cc\":[],\"content\"", "\"content\"", StringComparison.Ordinal).Replace("\"to\":[],\"cc\":[]", $"\"to\":[{Everybody}],\"cc\":[]", StringComparison.Ordinal));
        Assert.Equal(1, read.NotPublic);
        Assert.Equal(ArchivedKey.Of(Actor + "/statuses/2"), read.Item.Key);
    }

    [Fact]
    public async Task A_boost_is_one_of_an_address_or_of_a_whole_post_and_never_a_post()
    {
        var read = await Read(Announce($"\"{Call}\"", Everybody), Announce($$"""{"type":"Note","content":"<p>me too</p>","id":"{{Call}}"}""", Everybody), Announce($"\"{Call}\"", $"\"{Actor}/followers\""));
        Assert.Equal((2, 1), (read.Items.Count, (int)read.NotPublic));
        Assert.All(read.Items, static item => Assert.Equal((ArchivedKind.Boost, ArchivedKey.Of(Call), ArchivedKey.Of(Actor), null), (item.Kind, item.Target, item.Author, item.Text)));
    }

    [Theory]
    [InlineData("quote")]
    [InlineData("quoteUri")]
    [InlineData("quoteUrl")]
    [InlineData("_misskey_quote")]
    public async Task A_quote_is_one_under_all_its_names(string name) => Assert.Equal(ArchivedKey.Of(Call), (await Read(Create("1", $"[{Everybody}]", "[]", $",\"{name}\":\"{Call}\""))).Item.Quoted);

    [Fact]
    public async Task A_post_of_which_only_the_address_is_there_is_passed_over()
    {
        var read = await Read(
            $$"""{"id":"{{Actor}}/1","type":"Create","actor":"{{Actor}}","published":"2024-12-05T10:39:15Z","to":[{{Everybody}}],"object":"{{Actor}}/statuses/1"}""",
            $$"""{"id":"{{Actor}}/2","type":"Move","actor":"{{Actor}}","object":"{{Actor}}"}""",
            Create("3", $"[{Everybody}]", "[]").Replace("\"type\":\"Note\"", "\"type\":\"Video\"", StringComparison.Ordinal));
        Assert.Equal((3, 0), ((int)read.Other, read.Items.Count));
    }

    [Fact]
    public async Task A_row_that_is_not_understood_or_is_somebody_elses_is_named_and_the_next_is_read()
    {
        var good = Create("1", $"[{Everybody}]", "[]");
        var read = await Read(
            "{}", "\"x\"", Create("2", $"[{Everybody}]", "[]", author: "https://evil.example/users/mallory"),
            good.Replace($"\"attributedTo\":\"{Actor}\"", "\"attributedTo\":\"https://evil.example/users/mallory\"", StringComparison.Ordinal),
            good.Replace("2024-12-05T10:39:15.250Z", "then", StringComparison.Ordinal).Replace("2024-12-05T10:39:15Z", "then", StringComparison.Ordinal),
            good);
        Assert.Equal(
            ["is no activity", "is no JSON object", "was done by somebody else than this archive is of", "publishes a post of somebody else", "has no time"], read.Damaged.Select(static row => row.Why));
        Assert.Equal([1, 2, 3, 4, 5], read.Damaged.Select(static row => row.Line));
        Assert.Single(read.Items);
    }

    [Fact]
    public async Task An_outbox_by_itself_is_enough_and_anything_else_is_not()
    {
        var format = new MastodonExport();
        var outbox = new MemoryArchive(Outbox(Create("1", $"[{Everybody}]", "[]")));
        Assert.True(format.Recognises(outbox));
        Assert.Equal(ArchivedKey.Of(Actor), (await WasRead.By(format, outbox)).Item.Author);
        Assert.False(format.Recognises(new MemoryArchive("""{"id":"likes.json","type":"OrderedCollection","orderedItems":["https://other.example/1"]}""")));
        Assert.False(format.Recognises(new MemoryArchive(("tweets.js", "[]"), ("account.js", "[]"))));
        Assert.All(Archive().Entries, entry => Assert.Equal(entry.Path is "actor.json" or "outbox.json", format.Needs(entry)));
    }

    [Theory]
    [InlineData(20, "cut off")]
    [InlineData(1, "cut off")]
    [InlineData(-1, "damaged")]
    public async Task An_outbox_that_is_cut_off_or_damaged_says_so(int cut, string why)
    {
        var outbox = Outbox(Create("1", $"[{Everybody}]", "[]"), Create("2", $"[{Everybody}]", "[]"));
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => WasRead.By(new MastodonExport(), new MemoryArchive(cut > 0 ? outbox[..^cut] : outbox.Replace(",\n", ";\n", StringComparison.Ordinal))));
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mutated_archives_are_refused_or_named()
    {
        var outbox = Encoding.UTF8.GetBytes(Outbox(Create("1", $"[{Everybody}]", "[]"), Announce($"\"{Call}\"", Everybody), Create("2", "[]", "[]")));
        Mutations.Are_refused_or_named(new MastodonExport(), outbox);
        Mutations.Are_refused_or_named(new MastodonExport(), Encoding.UTF8.GetBytes($$"""{"id":"{{Actor}}","type":"Person"}"""), actor => new MemoryArchive(("outbox.json", Encoding.UTF8.GetString(outbox))).Put("actor.json", actor));
    }

    [Fact]
    public async Task The_sample_archive_is_read()
    {
        // One answer to the caller's post, liked by three and boosted by one; one boost of the caller's post.
        var read = await WasRead.File(new MastodonExport(), Shared.File("data/formats/e_mastodon/outbox.json"));
        Assert.Equal((2, 0, 0, 0), (read.Rows, read.NotPublic, read.Other, read.Damaged.Count));
        Assert.Equal((ArchivedKind.Post, "@caller me too #MeToo", "en", 3, 1), (read.Items[0].Kind, read.Items[0].Text, read.Items[0].Language, read.Items[0].ReportedLikes, read.Items[0].ReportedBoosts));
        Assert.Equal((ArchivedKind.Boost, read.Items[0].Parent), (read.Items[1].Kind, read.Items[1].Target));
    }
}
