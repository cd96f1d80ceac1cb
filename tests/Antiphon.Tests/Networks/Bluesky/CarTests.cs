using System.Text;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Bluesky;
using Antiphon.Tally;
using Xunit;

namespace Antiphon.Tests.Networks.Bluesky;

public sealed class CarTests : IDisposable
{
    private const string Call = "at://did:plc:call0call0call0call0call0/app.bsky.feed.post/3lcmnqqqqqc2a";
    private const string Rkey = "3lcmoeoeoec2a";

    private readonly TestRepository repository = new();

    public void Dispose() => repository.Dispose();

    [Fact]
    public async Task The_posts_likes_and_reposts_of_a_repository_are_read_and_nothing_else()
    {
        repository.Post(Rkey, "I did, too.", At(Rkey), ("langs", TestRepository.List(TestRepository.Text("en"))), ("reply", TestRepository.Map(("parent", TestRepository.Reference(Call)), ("root", TestRepository.Reference(Call)))))
            .Of("app.bsky.feed.like", "3lcmogoeoec2a", Call, At("3lcmogoeoec2a"))
            .Of("app.bsky.feed.repost", "3lcmohoeoec2a", Call, At("3lcmohoeoec2a"))
            .Of("app.bsky.feed.like", "3lcmoioeoec2a", "at://did:plc:call0call0call0call0call0/app.bsky.feed.generator/calls", At("3lcmoioeoec2a"))
            .With("app.bsky.actor.profile/self", TestRepository.Map(("$type", TestRepository.Text("app.bsky.actor.profile"))));
        var read = await WasRead.By(new CarFormat(), new MemoryArchive(repository.Car()));
        Assert.Equal((5, 2, 3), (read.Rows, read.Other, read.Items.Count));
        Assert.Empty(read.Damaged);
        var post = Assert.Single(read.Items, static item => item.Kind == ArchivedKind.Post);
        Assert.Equal(
            (Network.Bluesky, ArchivedKey.Of(TestRepository.Did), ArchivedKey.Of($"at://{TestRepository.Did}/app.bsky.feed.post/{Rkey}"), ArchivedKey.Of(Call), ArchivedKey.Of(Call), "I did, too.", "en"),
            (post.Network, post.Author, post.Key, post.Parent, post.Root, post.Text, post.Language));
        Assert.All(read.Items.Where(static item => item.Kind != ArchivedKind.Post), static item => Assert.Equal(ArchivedKey.Of(Call), item.Target));
        Assert.Equal(1, read.Count(ArchivedKind.Boost));
    }

    [Fact]
    public async Task A_quote_is_one_alone_and_with_pictures()
    {
        var alone = TestRepository.Map(("$type", TestRepository.Text("app.bsky.embed.record")), ("record", TestRepository.Reference(Call)));
        var pictures = TestRepository.Map(("$type", TestRepository.Text("app.bsky.embed.recordWithMedia")), ("record", alone), ("media", TestRepository.Map(("images", TestRepository.List()))));
        var feed = TestRepository.Map(("$type", TestRepository.Text("app.bsky.embed.record")), ("record", TestRepository.Reference("at://did:plc:call0call0call0call0call0/app.bsky.feed.generator/calls")));
        repository.Post(Rkey, "this", At(Rkey), ("embed", alone)).Post("3lcmogoeoec2a", "this", At(Rkey), ("embed", pictures)).Post("3lcmohoeoec2a", "this", At(Rkey), ("embed", feed));
        var read = await WasRead.By(new CarFormat(), new MemoryArchive(repository.Car()));
        Assert.Equal([ArchivedKey.Of(Call), ArchivedKey.Of(Call), 0], read.Items.Select(static item => item.Quoted));
    }

    [Fact]
    public async Task Hashtags_beside_the_text_belong_to_it()
    {
        repository.Post(Rkey, "Twice last winter.", At(Rkey), ("tags", TestRepository.List(TestRepository.Text("WorkedIll"), TestRepository.Text("work"))));
        Assert.Equal("Twice last winter.\n#WorkedIll #work", (await WasRead.By(new CarFormat(), new MemoryArchive(repository.Car()))).Item.Text);
    }

    [Theory]
    [InlineData(3600, true)]
    [InlineData(-86_000, true)]
    [InlineData(90_000, false)]
    [InlineData(-400_000_000, false)]
    public async Task A_post_whose_own_time_is_another_day_than_its_key_says_was_made_when_the_key_says(int seconds, bool own)
    {
        Assert.True(Tid.TryParse(Encoding.ASCII.GetBytes(Rkey), out var made));
        var said = made + seconds * 1000L;
        repository.Post(Rkey, "before everybody", Time(said));
        Assert.Equal(own ? said : made, (await WasRead.By(new CarFormat(), new MemoryArchive(repository.Car()))).Item.At);
    }

    [Fact]
    public async Task A_post_without_a_time_has_its_keys_or_is_named()
    {
        repository.Post(Rkey, "no time", "yesterday").Post("my-own-key", "no time", "yesterday");
        var read = await WasRead.By(new CarFormat(), new MemoryArchive(repository.Car()));
        Assert.True(Tid.TryParse(Encoding.ASCII.GetBytes(Rkey), out var made));
        Assert.Equal(made, read.Item.At);
        Assert.Equal("has no time", Assert.Single(read.Damaged).Why);
    }

    [Fact]
    public async Task A_record_that_does_not_belong_where_it_stands_is_named_and_the_others_are_read()
    {
        repository.Post(Rkey, "good", At(Rkey))
            .With("app.bsky.feed.post/3lcmogoeoec2a", TestRepository.Map(("$type", TestRepository.Text("app.bsky.feed.like")), ("createdAt", TestRepository.Text(At(Rkey)))))
            .With("app.bsky.feed.post/3lcmohoeoec2a", [0xA2, 0x61, 0x62, 0x01, 0x61, 0x61, 0x01])
            .With("app.bsky.feed.post/3lcmoioeoec2a", TestRepository.Text("no map"));
        var read = await WasRead.By(new CarFormat(), new MemoryArchive(repository.Car()));
        Assert.Equal("good", read.Item.Text);
        Assert.Equal(
            ["does not say that it is of app.bsky.feed.post, where it stands", "has a map whose keys are not in order", "is no map"],
            read.Damaged.Select(static row => row.Why));
    }

    [Fact]
    public async Task The_signature_is_checked_where_the_key_is_known_and_the_report_says_whether_it_was()
    {
        repository.Post(Rkey, "signed", At(Rkey));
        var car = repository.Car();
        var key = repository.PublicKey;
        Assert.Contains("was not checked", Assert.Single((await WasRead.By(new CarFormat(), new MemoryArchive(car))).Notes), StringComparison.Ordinal);
        Assert.Contains("was checked", Assert.Single((await WasRead.By(new CarFormat(key), new MemoryArchive(car))).Notes), StringComparison.Ordinal);

        using var stranger = new TestRepository();
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => WasRead.By(new CarFormat(stranger.PublicKey), new MemoryArchive(car)));
        Assert.Contains("not of the key", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_is_taken_from_the_accounts_document_beside_the_repository()
    {
        repository.Post(Rkey, "signed", At(Rkey));
        _ = repository.PublicKey;
        string Document(string did) => $$"""
            {"@context":["https://www.w3.org/ns/did/v1"],"id":"{{did}}","alsoKnownAs":["at://ana.example"],
             "verificationMethod":[{"id":"{{did}}#other","type":"Multikey","controller":"{{did}}","publicKeyMultibase":"zNone"},
              {"id":"{{did}}#atproto","type":"Multikey","controller":"{{did}}","publicKeyMultibase":"{{repository.KeyText}}"}],"service":[{"id":"#x"}]}
            """;
        var with = new MemoryArchive(("did.json", Document(TestRepository.Did))).Put("repo.car", repository.Car());
        Assert.True(new CarFormat().Recognises(with));
        Assert.Contains("was checked", Assert.Single((await WasRead.By(new CarFormat(), with)).Notes), StringComparison.Ordinal);

        // Somebody else's document says nothing of this one.
        var without = new MemoryArchive(("did.json", Document("did:plc:call0call0call0call0call0"))).Put("repo.car", repository.Car());
        Assert.Contains("was not checked", Assert.Single((await WasRead.By(new CarFormat(), without)).Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("record changed", "is not what its name says")]
    [InlineData("record missing", "is not in the file")]
    [InlineData("node missing", "is not in the file")]
    [InlineData("commit missing", "The commit that this file's head names is not in it")]
    [InlineData("record for a commit", "no commit")]
    public async Task A_repository_that_is_not_whole_is_refused_and_nothing_is_taken_from_it(string spoilt, string why)
    {
        for (var i = 0; i < 40; i++) repository.Post($"3lcmoeoe{(char)('a' + i % 26)}e{(char)('a' + i / 26)}2a", "one of forty " + i, At(Rkey));
        var car = repository.Car(blocks =>
        {
            var record = blocks.FindIndex(static block => Encoding.UTF8.GetString(block.Block).Contains("one of forty 7", StringComparison.Ordinal));
            if (spoilt == "record changed") blocks[record].Block[^1] ^= 1;
            else if (spoilt == "record missing") blocks.RemoveAt(record);
            else if (spoilt == "node missing") blocks.RemoveAt(blocks.Count - 2);
            else if (spoilt == "commit missing") blocks.RemoveAt(0);
        });
        if (spoilt == "record for a commit")
        {
            var record = TestRepository.Map(("$type", TestRepository.Text("app.bsky.feed.post")));
            car = TestRepository.File(Cid.Of(Cid.DagCbor, record), [(Cid.Of(Cid.DagCbor, record), record)]);
        }

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => WasRead.By(new CarFormat(), new MemoryArchive(car)));
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tree_out_of_order_is_refused()
    {
        for (var i = 0; i < 40; i++) repository.Post($"3lcmoeoe{(char)('a' + i % 26)}e{(char)('a' + i / 26)}2a", "one of forty " + i, At(Rkey));
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => WasRead.By(new CarFormat(), new MemoryArchive(repository.Car(order: static keys => [.. keys.AsEnumerable().Reverse()]))));
        Assert.Contains("not in order", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_cut_off_anywhere_is_refused()
    {
        repository.Post(Rkey, "whole", At(Rkey)).Of("app.bsky.feed.like", "3lcmogoeoec2a", Call, At(Rkey));
        var car = repository.Car();
        for (var cut = 0; cut < car.Length; cut += 7)
        {
            var refused = await Assert.ThrowsAsync<InvalidDataException>(() => WasRead.By(new CarFormat(), new MemoryArchive(car[..cut])));
            Assert.NotEmpty(refused.Message);
        }
    }

    [Fact]
    public async Task A_block_that_is_said_to_be_huge_is_refused_before_any_room_is_made_for_it()
    {
        byte[] file = [.. TestRepository.File(Cid.Of(Cid.DagCbor, [0xA0]), []), 0xFF, 0xFF, 0xFF, 0xFF, 0x7F];
        Assert.True(new CarFormat().Recognises(new MemoryArchive(file)));
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => WasRead.By(new CarFormat(), new MemoryArchive(file)));
        Assert.Contains("is said to have", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repository_without_records_is_one()
    {
        var read = await WasRead.By(new CarFormat(), new MemoryArchive(repository.Car()));
        Assert.Equal((0, 0), (read.Rows, read.Items.Count));
    }

    [Fact]
    public void Mutated_repositories_are_refused_or_their_rows_named()
    {
        repository.Post(Rkey, "whole", At(Rkey)).Of("app.bsky.feed.like", "3lcmogoeoec2a", Call, At(Rkey));
        var car = repository.Car();
        Mutations.Are_refused_or_named(new CarFormat(), car);
        _ = repository.PublicKey;
        var document = $$"""{"id":"{{TestRepository.Did}}","verificationMethod":[{"id":"#atproto","type":"Multikey","publicKeyMultibase":"{{repository.KeyText}}"}]}""";
        Mutations.Are_refused_or_named(new CarFormat(), Encoding.UTF8.GetBytes(document), did => new MemoryArchive(Array.Empty<(string, string)>()).Put("did.json", did).Put("repo.car", car));
    }

    [Fact]
    public async Task A_real_repository_has_the_records_that_it_should()
    {
        var path = Shared.File("data/formats/f_bluesky/repo.car");
        var read = await WasRead.File(new CarFormat(), path);
        Assert.Empty(read.Damaged);
        Assert.Equal(23, read.Rows);
        Assert.Equal((6, 3), (read.Count(ArchivedKind.Post), read.Count(ArchivedKind.Boost)));

        // Ten likes and four of other things; a like of what is no post is of other things, too.
        Assert.Equal(14, read.Count(ArchivedKind.Like) + read.Other);
        var expected = File.ReadAllLines(Shared.File("data/formats/f_bluesky/car_expected_records.tsv")).Select(static line => line.Split('\t')).ToList();
        var repository = await Repository.Read(File.OpenRead(path), TestContext.Current.CancellationToken);
        Assert.Equal(23, repository.Check());
        Assert.Equal(expected.Select(static line => line[0]), repository.Records().Select(static record => Encoding.ASCII.GetString(record.Key)));
        Assert.All(
            repository.Records().Zip(expected).Where(static pair => pair.First.Block.Length > 0),
            static pair => Assert.Equal(pair.Second[1], Cid.Of(Cid.DagCbor, pair.First.Block).ToString()));
        Assert.Equal(("did:plc:53iucmf5ldftgqyf2ac7hmhd", "3migo7fijwi2k", "bafyreidigqr65jj2zsmitco3fcuag6pi7std6quxa2bcp2xrpin44ikzsy"), (repository.Commit.Did, repository.Commit.Rev, repository.Commit.Data.ToString()));
        Assert.All(read.Items, static item => Assert.InRange(item.At, 1_700_000_000_000, 1_800_000_000_000));
    }

    private static string At(string recordKey) => Time(Tid.TryParse(Encoding.ASCII.GetBytes(recordKey), out var at) ? at : throw new ArgumentException(recordKey, nameof(recordKey)));

    private static string Time(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-ddTHH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
