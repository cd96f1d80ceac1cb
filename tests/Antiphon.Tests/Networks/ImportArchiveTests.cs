using System.IO.Compression;
using System.Text;
using Antiphon.Intake;
using Antiphon.Networks.Archives;
using Antiphon.Tally;
using Antiphon.Tests.Stores;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Antiphon.Tests.Networks;

/// <summary>From files on the disk to figures: recognised, checked, taken in.</summary>
public sealed class ImportArchiveTests(PostgresServer postgres) : IDisposable
{
    private const long Opened = 1_508_098_871_000;

    private readonly string directory = Directory.CreateTempSubdirectory("antiphon-import-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Theory, EachStore]
    public async Task Files_of_several_formats_give_the_same_figures_in_any_order(StoreKind store)
    {
        string[] files =
        [
            Write("a", Tweet(1, 7, "me too #WorkedIll"), Tweet(2, 8, "me too", parent: 500)),
            Write("b", "{\"data\":[{\"id\":\"919660000000000003\",\"text\":\"me too\",\"author_id\":\"9\",\"referenced_tweets\":[{\"type\":\"replied_to\",\"id\":\"919660000000000500\"}]}],\"__twarc\":{\"retrieved_at\":\"2017-11-01T00:00:00Z\"}}"),
            Write("c", "919660000000000001", "919660000000000004"),
            Write("d", "{\"id\":\"919660000000000002\",\"action\":\"delete\",\"reason\":\"deleted\",\"redacted_at\":\"2018-01-01T00:00:00Z\"}"),
        ];
        Count? first = null;
        foreach (var order in (string[][])[files, [.. files.Reverse()], [files[2], files[0], files[3], files[1], files[0]]])
        {
            await using var house = await Open(store);
            var call = await house.SickAtWork(await house.Member("imre"), opensAt: Opened);
            var reports = await Import(house, new ArchivesGiven(order, call.Slug, CallPosts: ["https://twitter.com/imre/status/919660000000000500"]));
            Assert.Equal(order.Length, reports.Count);
            var count = await house.Count(call);
            // Of the four posts one is gone; of the three people who answered, whoever wrote it.
            Assert.Equal((3, 2, 3), ((int)count.EverAnswered, (int)count.Answered.People, (int)count.Posts));
            if (first is null) first = count;

            // How many lines it took may differ: what is known late is settled again.
            else Assert.Empty(Difference.Between(first, count with { Sequence = first.Sequence }));
            await house.AssertRecountEqual(call);
        }
    }

    [Theory, EachStore]
    public async Task One_damaged_file_refuses_all_before_anything_is_written(StoreKind store)
    {
        await using var house = await Open(store);
        var call = await house.SickAtWork(await house.Member("imre"), opensAt: Opened);
        var good = Write("good", Tweet(1, 7, "me too"));
        var cut = Path.Combine(directory, "cut.jsonl");
        await File.WriteAllBytesAsync(cut, File.ReadAllBytes(Write("whole", [.. Enumerable.Range(1, 50).Select(static i => Tweet(i, i, "me too"))]))[..^10]);
        var outcome = await house.Get<ImportArchive>().Run(new ArchivesGiven([good, cut], call.Slug), null, CancellationToken.None);
        Assert.Equal((RefusalKind.Invalid, "file"), (outcome.Refusal!.Kind, outcome.Refusal.Field));
        Assert.StartsWith("cut.jsonl: ", outcome.Refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was imported.", outcome.Refusal.Message, StringComparison.Ordinal);
        Assert.Equal((0, 0), ((int)(await house.Count(call)).Posts, (int)house.Store.Read(static sql => sql.Number("SELECT count(*) FROM files"))!));
    }

    [Theory, EachStore]
    public async Task A_look_says_what_is_in_a_file_and_writes_nothing(StoreKind store)
    {
        await using var house = await Open(store);
        var call = await house.SickAtWork(await house.Member("imre"), opensAt: Opened);
        var file = Write("look", Tweet(1, 7, "me too"), Tweet(2, 7, "me too"), "{\"text\":\"broken", "{\"limit\":{}}");
        var outcome = await new LookIntoArchives().Run([file], null, null, CancellationToken.None);
        var contents = Assert.Single(outcome.Value);
        Assert.Equal(("twitter-v1", 4, 2, 1, 1, 1), (contents.Format, (int)contents.Rows, (int)contents.Posts, (int)contents.Accounts, (int)contents.Damaged, (int)contents.Other));
        Assert.Equal(3, Assert.Single(contents.DamagedRows).Line);
        Assert.Equal((0, 0), ((int)(await house.Count(call)).Posts, (int)house.Store.Read(static sql => sql.Number("SELECT count(*) FROM files"))!));
    }

    [Theory, EachStore]
    public async Task Progress_never_goes_back_and_ends_at_its_end(StoreKind store)
    {
        await using var house = await Open(store);
        var call = await house.SickAtWork(await house.Member("imre"), opensAt: Opened);
        string[] files = [Write("one", [.. Enumerable.Range(1, 9_000).Select(static i => Tweet(i, i % 500, "me too"))]), Write("two", [.. Enumerable.Range(9_001, 30).Select(static i => Tweet(i, i, "me too"))])];
        var seen = new List<ArchiveProgress>();
        await Import(house, new ArchivesGiven(files, call.Slug), new Seen(seen));
        foreach (var stage in Enum.GetValues<ArchiveStage>())
        {
            var of = seen.Where(progress => progress.Stage == stage).ToList();
            Assert.Equal(of.Select(static progress => progress.Done).Order(), of.Select(static progress => progress.Done));
            Assert.Equal(of[^1].Total, of[^1].Done);
            Assert.Equal(files.Sum(static file => new FileInfo(file).Length), of[^1].Total);
        }
    }

    [Theory]
    [InlineData("<!DOCTYPE html><title>x</title>", "saved web page")]
    [InlineData("%PDF-1.7", "PDF")]
    [InlineData("SQLite format 3\0 and more", "SQLite")]
    [InlineData("PAR1 and more", "Parquet")]
    [InlineData("{\"something\":1,\"else\":2}", "something, else")]
    [InlineData("when,what\n1,2\n", "when, what")]
    [InlineData("Dear reader", "text of a kind")]
    public async Task What_is_no_archive_is_called_by_its_name(string text, string words) => Assert.Contains(words, await Refused(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("xl/workbook.xml", "Excel")]
    [InlineData("your_facebook_activity/posts/your_posts_1.html", "choose the format JSON")]
    [InlineData("your_instagram_activity/media/posts_1.html", "Instagram")]
    [InlineData("holiday/one.jpg", "None of the 2 files")]
    public async Task A_container_of_other_things_is_called_by_its_name(string entry, string words)
    {
        var path = Path.Combine(directory, "container.zip");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            foreach (var name in (string[])[entry, "other.bin"])
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write("<html>"u8);
            }
        }

        var outcome = await new LookIntoArchives().Run([path], null, null, CancellationToken.None);
        Assert.Contains(words, outcome.Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_format_that_is_given_overrules_and_one_that_fits_no_row_is_refused_with_the_first_reason()
    {
        var path = Path.Combine(directory, "list.txt");
        await File.WriteAllTextAsync(path, "919660000000000001\n");
        var outcome = await new LookIntoArchives().Run([path], "twitter-v1", null, CancellationToken.None);
        Assert.Contains("line 1: is no JSON object", outcome.Refusal!.Message, StringComparison.Ordinal);
        Assert.True((await new LookIntoArchives().Run([path], "twitter-ids", null, CancellationToken.None)).Ok);
        Assert.Contains("twitter-ids", (await new LookIntoArchives().Run([path], "excel", null, CancellationToken.None)).Refusal!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("919659438700670976", Network.Twitter, "919659438700670976")]
    [InlineData("https://twitter.com/imre/status/919659438700670976?s=20", Network.Twitter, "919659438700670976")]
    [InlineData("https://x.com/i/web/status/919659438700670976", Network.Twitter, "919659438700670976")]
    [InlineData("twitter:1000", Network.Twitter, "1000")]
    [InlineData("Facebook:77", Network.Facebook, "77")]
    [InlineData("at://did:plc:made-up/app.bsky.feed.post/3k2a", Network.Bluesky, "at://did:plc:made-up/app.bsky.feed.post/3k2a")]
    [InlineData("https://bsky.app/profile/did:plc:made-up/post/3k2a", Network.Bluesky, "at://did:plc:made-up/app.bsky.feed.post/3k2a")]
    [InlineData("https://www.reddit.com/r/made_up/comments/abc/title/", Network.Reddit, "t3_abc")]
    [InlineData("https://www.reddit.com/r/made_up/comments/abc/title/def/", Network.Reddit, "t1_def")]
    [InlineData("https://example.org/users/imre/statuses/1", Network.Fediverse, "https://example.org/users/imre/statuses/1")]
    public void A_post_s_address_gives_the_number_that_archives_give(string address, Network network, string id) =>
        Assert.Equal((network, ArchivedKey.Of(id)), (PostAddress.Of(address).Value.Network, PostAddress.Of(address).Value.Key));

    [Theory]
    [InlineData("")]
    [InlineData("nowhere")]
    [InlineData("page:1")]
    [InlineData("at://did:plc:x/app.bsky.feed.like/1")]
    [InlineData("https://twitter.com/imre")]
    [InlineData("https://bsky.app/profile/imre.example.org/post/3k2a")]
    [InlineData("https://www.facebook.com/imre/posts/1")]
    public void What_is_no_post_s_address_is_refused(string address) => Assert.Equal("call_post", PostAddress.Of(address).Refusal!.Field);

    private async Task<string> Refused(string text)
    {
        var path = Path.Combine(directory, "unknown");
        await File.WriteAllTextAsync(path, text);
        return (await new LookIntoArchives().Run([path], null, null, CancellationToken.None)).Refusal!.Message;
    }

    private async Task<TestHouse> Open(StoreKind store) => await TestHouse.Open(store, postgres, static services => services.AddSingleton<ImportArchive>());

    private static async Task<IReadOnlyList<ImportReport>> Import(TestHouse house, ArchivesGiven given, IProgress<ArchiveProgress>? progress = null)
    {
        var outcome = await house.Get<ImportArchive>().Run(given, progress, CancellationToken.None);
        Assert.Null(outcome.Refusal);
        return outcome.Value;
    }

    private static string Tweet(int id, int author, string text, int parent = 0) =>
        $"{{\"id_str\":\"{919660000000000000 + id}\",\"text\":\"{text}\",\"user\":{{\"id_str\":\"{author}\",\"created_at\":\"Mon Jul 16 12:59:01 +0000 2007\"}}"
        + (parent == 0 ? "}" : $",\"in_reply_to_status_id_str\":\"{919660000000000000 + parent}\"}}");

    private string Write(string name, params string[] lines)
    {
        var path = Path.Combine(directory, name);
        using var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        packed.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
        return path;
    }

    private sealed class Seen(List<ArchiveProgress> seen) : IProgress<ArchiveProgress>
    {
        public void Report(ArchiveProgress value)
        {
            lock (seen) seen.Add(value);
        }
    }
}
