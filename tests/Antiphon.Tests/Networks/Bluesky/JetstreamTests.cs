using System.Text;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Bluesky;
using Antiphon.Tally;
using Xunit;

namespace Antiphon.Tests.Networks.Bluesky;

public sealed class JetstreamTests
{
    private const string Did = "did:plc:adaadaadaadaadaadaadaada";
    private const string Call = "at://did:plc:call0call0call0call0call0/app.bsky.feed.post/3lcmnqqqqqc2a";

    private const string PostRecord = $$$"""{"$type":"app.bsky.feed.post","createdAt":"2024-12-05T21:02:11.250Z","langs":["und","en-GB"],"reply":{"root":{"cid":"x","uri":"{{{Call}}}"},"parent":{"cid":"x","uri":"{{{Call}}}"}},"embed":{"$type":"app.bsky.embed.recordWithMedia","media":{"images":[]},"record":{"$type":"app.bsky.embed.record","record":{"cid":"x","uri":"{{{Call}}}"}} },"text":"I did, too. \u00e9\n\"twice\"","facets":[{"index":{"byteStart":0,"byteEnd":1}}]}""";

    private static string V1(string operation, string collection, string recordKey, string? record, string did = Did) =>
        $$$"""{"did":"{{{did}}}","time_us":1733432531250999,"kind":"commit","commit":{"rev":"3lcmoqq4mc22a","operation":"{{{operation}}}","collection":"{{{collection}}}","rkey":"{{{recordKey}}}"{{{(record is null ? "" : $",\"record\":{record}")}}},"cid":"bafy"}}""";

    private static string V2(string operation, string collection, string recordKey, string? record) =>
        $$$"""{"$type":"message","payload":{"$type":"network.bsky.jetstream.subscribeEvents#commit",{{{(record is null ? "" : $"\"record\":{record},")}}}"cid":"bafy","did":"{{{Did}}}","collection":"{{{collection}}}","operation":"{{{operation}}}","rkey":"{{{recordKey}}}","rev":"3lcmoqq4mc22a","seq":26210877813,"time":"2024-12-05T21:02:11.250999Z"}}""";

    private static string Snapshot(string operation, string collection, string recordKey, string record) =>
        $$$"""{"did":"{{{Did}}}","seq":12,"time":"2024-12-05T21:02:11.250999Z","kind":"commit","commit":{"rev":"3lcmoqq4mc22a","operation":"{{{operation}}}","collection":"{{{collection}}}","rkey":"{{{recordKey}}}","record":{{{record}}},"cid":"bafy"}}""";

    private static Task<WasRead> Read(params string[] lines) => WasRead.By(new JetstreamFormat(), new MemoryArchive(string.Join('\n', lines)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_post_is_the_same_in_every_version(int version)
    {
        const string recordKey = "3lcloeoeoec2a";
        var line = version switch
        {
            1 => V1("create", "app.bsky.feed.post", recordKey, PostRecord),
            2 => V2("create", "app.bsky.feed.post", recordKey, PostRecord),
            _ => Snapshot("create", "app.bsky.feed.post", recordKey, PostRecord),
        };
        Assert.True(new JetstreamFormat().Recognises(new MemoryArchive(line)));
        var read = await Read(line);
        var expected = new ArchivedItem
        {
            Kind = ArchivedKind.Post,
            Network = Network.Bluesky,
            Author = ArchivedKey.Of(Did),
            Key = ArchivedKey.Of($"at://{Did}/app.bsky.feed.post/{recordKey}"),
            At = read.Item.At,
            Parent = ArchivedKey.Of(Call),
            Root = ArchivedKey.Of(Call),
            Quoted = ArchivedKey.Of(Call),
            Text = "I did, too. é\n\"twice\"",
            Language = "en-GB",
            Retrieved = 1_733_432_531_250,
        };
        Assert.Equal(expected, read.Item);
    }

    [Fact]
    public async Task A_post_has_the_same_number_and_time_from_its_repository_from_the_stream_and_from_a_reply()
    {
        const string recordKey = "3lcmoeoeoec2a";
        using var repository = new TestRepository();
        repository.Post(recordKey, "one and the same", "2024-12-06T10:00:00Z");
        var car = (await WasRead.By(new CarFormat(), new MemoryArchive(repository.Car()))).Item;
        var stream = (await Read(V1("create", "app.bsky.feed.post", recordKey, """{"$type":"app.bsky.feed.post","createdAt":"2024-12-06T10:00:00Z","text":"one and the same"}"""))).Item;
        var uri = $"at://{TestRepository.Did}/app.bsky.feed.post/{recordKey}";
        var reply = (await Read(V1("create", "app.bsky.feed.post", "3lcmogoeoec2a", PostRecord.Replace(Call, uri, StringComparison.Ordinal)))).Item;
        Assert.Equal((car.Key, car.At, car.Author), (stream.Key, stream.At, stream.Author));
        Assert.Equal((car.Key, car.Key, car.Key), (reply.Parent, reply.Root, reply.Quoted));
    }

    [Fact]
    public async Task Likes_reposts_and_their_ends_are_told_apart_from_everything_else()
    {
        string Subject(string type) => $$$"""{"$type":"app.bsky.feed.{{{type}}}","createdAt":"2024-12-05T21:02:11Z","subject":{"cid":"x","uri":"{{{Call}}}"},"via":{"cid":"x","uri":"at://did:plc:via/app.bsky.feed.repost/3lcm"}}""";
        var read = await Read(
            V1("create", "app.bsky.feed.like", "3lcloeoeoec2a", Subject("like")),
            V1("create", "app.bsky.feed.repost", "3lclofoeoec2a", Subject("repost")),
            V1("delete", "app.bsky.feed.post", "3lclogoeoec2a", null),
            V2("delete", "app.bsky.feed.repost", "3lclofoeoec2a", null),
            V1("create", "app.bsky.graph.follow", "3lclohoeoec2a", """{"$type":"app.bsky.graph.follow","subject":"did:plc:x","createdAt":"2024-12-05T21:02:11Z"}"""),
            V1("delete", "app.bsky.graph.follow", "3lclohoeoec2a", null),
            """{"did":"did:plc:adaadaadaadaadaadaadaada","time_us":1733432531250999,"kind":"identity","identity":{"did":"did:plc:adaadaadaadaadaadaadaada","handle":"ana.example","seq":1,"time":"2024-12-05T21:02:11Z"}}""",
            """{"$type":"message","payload":{"$type":"network.bsky.jetstream.subscribeEvents#info","name":"OutdatedCursor"}}""",
            """{"$type":"error","error":"ConsumerTooSlow","message":"stopping"}""",
            V1("update", "app.bsky.feed.post", "3lclogoeoec2a", PostRecord));
        Assert.Empty(read.Damaged);
        Assert.Equal([ArchivedKind.Like, ArchivedKind.Boost, ArchivedKind.Gone, ArchivedKind.Gone, ArchivedKind.Post], read.Items.Select(static item => item.Kind));
        Assert.Equal(5, read.Other);
        Assert.Equal((ArchivedKey.Of(Call), ArchivedKey.Of(Call)), (read.Items[0].Target, read.Items[1].Target));
        Assert.Equal(read.Items[1].Key, read.Items[3].Key);
        Assert.Equal((ArchivedKey.Of($"at://{Did}/app.bsky.feed.post/3lclogoeoec2a"), 1_733_432_531_250), (read.Items[2].Key, read.Items[2].At));
    }

    [Theory]
    [InlineData("\"active\":false,\"status\":\"takendown\",", ArchivedKind.AuthorGone)]
    [InlineData("\"active\":false,\"status\":\"deleted\",", ArchivedKind.AuthorGone)]
    [InlineData("\"active\":false,\"status\":\"suspended\",", ArchivedKind.AuthorGone)]
    [InlineData("\"active\":false,\"status\":\"deactivated\",", ArchivedKind.AuthorGone)]
    [InlineData("\"active\":true,", ArchivedKind.AuthorBack)]
    public async Task An_account_goes_and_comes_back_with_all_its_posts(string state, ArchivedKind kind)
    {
        var account = $$$"""{{{{state}}}"did":"{{{Did}}}","seq":7,"time":"2020-01-01T00:00:00Z"}""";
        var read = await Read(
            $$$"""{"did":"{{{Did}}}","time_us":1733432531250999,"kind":"account","account":{{{account}}}}""",
            $$$"""{"$type":"message","payload":{"$type":"network.bsky.jetstream.subscribeEvents#account","account":{{{account}}},"did":"{{{Did}}}","seq":9,"time":"2024-12-05T21:02:11.250999Z"}}""");
        Assert.Equal(2, read.Items.Count);
        Assert.All(read.Items, item => Assert.Equal((kind, ArchivedKey.Of(Did), 1_733_432_531_250), (item.Kind, item.Author, item.At)));
    }

    [Fact]
    public async Task A_line_that_is_no_event_is_named_and_the_next_is_read()
    {
        var good = V1("create", "app.bsky.feed.post", "3lcloeoeoec2a", PostRecord);
        var read = await Read(
            "", "no JSON", "[1]", "{}", good[..^20],
            V1("create", "app.bsky.feed.post", "3lcloeoeoec2a", null),
            V1("create", "app.bsky.feed.post", "", PostRecord),
            V1("moved", "app.bsky.feed.post", "3lcloeoeoec2a", PostRecord),
            V1("create", "app.bsky.feed.post", "3lcloeoeoec2a", PostRecord, did: "ana.example"),
            V1("create", "app.bsky.feed.like", "3lcloeoeoec2a", PostRecord),
            V1("create", "app.bsky.feed.post", "3lcloeoeoec2a", PostRecord.Replace("\\u00e9", "\\ud800", StringComparison.Ordinal)),
            good + "\r", good);
        Assert.Equal(3, read.Items.Count);
        Assert.Equal("I did, too. \uFFFD\n\"twice\"", read.Items[0].Text);
        Assert.Equal(
            [
                (2, "is no JSON from byte 2 on"), (3, "is no JSON object"), (4, "is no event of Jetstream"), (5, "is no JSON"), (6, "has no record"), (7, "is a change of no record"),
                (8, "is neither a creation, an update nor a deletion"), (9, "is of nobody: its did is none"), (10, "does not say that it is of app.bsky.feed.like, where it stands"),
            ],
            read.Damaged.Select(static row => ((int)row.Line, row.Line == 5 ? row.Why[..10] : row.Why)));
    }

    [Theory]
    [InlineData("""{"id":"1","text":"a tweet","created_at":"2017-10-15T21:02:11Z"}""")]
    [InlineData("did,kind,time_us")]
    [InlineData("")]
    public void Another_format_is_not_taken_for_it(string text) => Assert.False(new JetstreamFormat().Recognises(new MemoryArchive(text)));

    [Fact]
    public void Mutated_lines_are_named() =>
        Mutations.Are_refused_or_named(
            new JetstreamFormat(),
            Encoding.UTF8.GetBytes(string.Join('\n', V1("create", "app.bsky.feed.post", "3lcloeoeoec2a", PostRecord), V2("create", "app.bsky.feed.post", "3lcloeoeoec2a", PostRecord), V1("delete", "app.bsky.feed.post", "3lcloeoeoec2a", null))));

    [Fact]
    public async Task Real_lines_are_read()
    {
        // Counted by hand: one like, one post, one repost; the rest follows, profiles, blocks and identities; an account that is active.
        var golden = await WasRead.File(new JetstreamFormat(), Shared.File("data/formats/f_bluesky/jetstream_golden_v1.jsonl"));
        Assert.Empty(golden.Damaged);
        Assert.Equal((10, 1, 1, 1, 1, 6), (golden.Rows, golden.Count(ArchivedKind.Like), golden.Count(ArchivedKind.Post), golden.Count(ArchivedKind.Boost), golden.Count(ArchivedKind.AuthorBack), golden.Other));
        Assert.Equal("Try RSV for a good time !!", golden.Items.Single(static item => item.Kind == ArchivedKind.Post).Text);
        Assert.Equal(DateTimeOffset.Parse("2026-05-25T14:23:28.757Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds(), golden.Items.Single(static item => item.Kind == ArchivedKind.Post).At);

        var real = await WasRead.File(new JetstreamFormat(), Shared.File("data/formats/f_bluesky/jetstream_real_trimmed.jsonl"));
        Assert.Empty(real.Damaged);
        Assert.Equal(18, real.Rows);
    }
}
