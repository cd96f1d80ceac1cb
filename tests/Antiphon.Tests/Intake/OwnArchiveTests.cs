using System.Globalization;
using System.IO.Compression;
using System.Text;
using Antiphon.Answers;
using Antiphon.Calls;
using Antiphon.Intake;
using Antiphon.Intake.Own;
using Antiphon.Networks.Archives;
using Antiphon.People;
using Antiphon.People.Leaving;
using Antiphon.People.Links;
using Antiphon.Tally;
using Antiphon.Tests.People;
using Antiphon.Tests.Stores;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Antiphon.Tests.Intake;

/// <summary>A member's own archive of another network: counted once with their account, shown to nobody, and taken out again.</summary>
public sealed class OwnArchiveTests(PostgresServer postgres) : IDisposable
{
    private const string Answer = "Me too, three winters in a row #WorkedIll";

    private readonly string uploads = Path.Combine(Path.GetTempPath(), "antiphon-uploads-" + Path.GetRandomFileName());

    [Theory, EachStore]
    public async Task An_archive_counts_for_the_same_person_as_the_account_that_gave_it_and_its_file_is_deleted(StoreKind store)
    {
        await using var house = await Open(store);
        var (imre, ana, bo) = (await house.Member("imre"), await house.Member("ana"), await house.Member("bo"));
        var call = await house.SickAtWork(imre);
        await house.Get<Press>().Answer(ana, call.Slug);
        var one = await Give(house, ana, call, Zip(51, (7001, Answer), (7002, "What a lovely morning")));
        Assert.Equal((OwnArchiveState.Counted, Network.Twitter, 1L), (one.State, one.Network!.Value, one.Report!.Entered[Ring.Answered]));
        Assert.Empty(Directory.EnumerateFiles(uploads));

        var count = await house.Count(call);
        Assert.Equal((1, 1, 1), (count.Answered.AtLeast, count.Answered.AtMost, count.Posts));
        Assert.Equal(1, count.ByNetwork[Network.Twitter]);
        Assert.Equal(LinkedBy.OwnArchive, Assert.Single(house.Get<LinksOf>().Own(ana.Id)).How);
        Assert.Empty(house.Get<LinksOf>().Shown(ana.Id));
        Assert.Empty(house.Get<OwnArchives>().In(call, bo.Id));
        Assert.Empty(house.Get<AllNotes>().Of(call).Sources);
        await house.AssertRecountEqual(call);

        // Giving it twice is giving it once.
        Assert.Equal(OwnArchiveState.Counted, (await Give(house, ana, call, Zip(51, (7001, Answer), (7002, "What a lovely morning")))).State);
        Assert.Equal((1, 1), ((await house.Count(call)).Answered.AtMost, (await house.Count(call)).Posts));
    }

    [Theory, EachStore]
    public async Task An_archive_that_is_taken_out_leaves_the_standing_and_stays_in_ever_and_can_be_given_again(StoreKind store)
    {
        await using var house = await Open(store);
        var (imre, ana, bo) = (await house.Member("imre"), await house.Member("ana"), await house.Member("bo"));
        var call = await house.SickAtWork(imre);
        var one = await Give(house, ana, call, Zip(51, (7001, Answer)));
        Assert.Equal(1, (await house.Count(call)).Answered.People);
        Assert.Equal(RefusalKind.NotFound, (await house.Get<TakeArchiveOut>().Run(bo.Id, one.Id)).Refusal?.Kind);
        Assert.Equal(1, (await house.Count(call)).Answered.People);

        Assert.Null((await house.Get<TakeArchiveOut>().Run(ana.Id, one.Id)).Refusal);
        var count = await house.Count(call);
        Assert.Equal((0, 1, 1), (count.Answered.People, count.Withdrawn, count.EverAnswered));
        Assert.Empty(house.Get<LinksOf>().Own(ana.Id));
        Assert.Equal(0, house.Rows("archived_posts"));
        Assert.NotNull((await house.Get<TakeArchiveOut>().Run(ana.Id, one.Id)).Refusal);
        await house.AssertRecountEqual(call);

        await Give(house, ana, call, Zip(51, (7001, Answer)));
        Assert.Equal((1, 0), ((await house.Count(call)).Answered.People, (await house.Count(call)).Withdrawn));
        await house.AssertRecountEqual(call);
    }

    [Theory, EachStore]
    public async Task An_account_s_archive_is_one_member_s_until_that_one_lets_it_go(StoreKind store)
    {
        await using var house = await Open(store);
        var (imre, ana, bo) = (await house.Member("imre"), await house.Member("ana"), await house.Member("bo"));
        var call = await house.SickAtWork(imre);
        var first = await Give(house, ana, call, Zip(51, (7001, Answer)));
        var second = await Give(house, bo, call, Zip(51, (7001, Answer), (7003, "Me too")));
        Assert.Equal(OwnArchiveState.Refused, second.State);
        Assert.Contains("another account", second.Problem, StringComparison.Ordinal);
        Assert.Equal(1, (await house.Count(call)).Posts);
        Assert.Empty(Directory.EnumerateFiles(uploads));

        Assert.Null((await house.Get<TakeArchiveOut>().Run(ana.Id, first.Id)).Refusal);
        Assert.Equal(OwnArchiveState.Counted, (await Give(house, bo, call, Zip(51, (7001, Answer)))).State);
    }

    /// <summary>Anybody can write a file. It speaks of nobody else's posts, whoever knows their numbers.</summary>
    [Theory, EachStore]
    public async Task An_archive_says_nothing_of_posts_that_are_known_from_another_file(StoreKind store)
    {
        await using var house = await Open(store);
        var (imre, ana) = (await house.Member("imre"), await house.Member("ana"));
        var call = await house.SickAtWork(imre);
        var public1 = new ArchivedItem { Kind = ArchivedKind.Post, Network = Network.Twitter, Author = 99, Key = 7001, At = house.Clock.Now + 1_000, Text = Answer };
        var intake = house.Get<TakeInArchive>();
        var file = new ArchiveFile("public.jsonl", new string('a', 64), "twitter-v1", 1, null, Recheckable: true);
        var (id, from) = await intake.Begin(call, file);
        await intake.Run(call, file, id, from, Rows(public1), null, TestContext.Current.CancellationToken);
        Assert.Equal(1, (await house.Count(call)).Answered.People);

        var forged = await Give(house, ana, call, Zip(51, (7001, "I do not agree at all"), (7002, "Nothing")));
        Assert.Equal((OwnArchiveState.Counted, 0L), (forged.State, forged.Report!.Known));
        Assert.Equal((1, 1, 0), ((await house.Count(call)).Answered.People, (await house.Count(call)).Posts, (await house.Count(call)).Withdrawn));
        Assert.Null((await house.Get<TakeArchiveOut>().Run(ana.Id, forged.Id)).Refusal);
        Assert.Equal((1, 0), ((await house.Count(call)).Answered.People, (await house.Count(call)).Withdrawn));
        await house.AssertRecountEqual(call);
    }

    /// <summary>A forged archive may come before the one that it lies about.</summary>
    [Theory, EachStore]
    public async Task An_archive_that_claims_anothers_post_loses_it_to_the_file_that_anybody_can_recheck(StoreKind store)
    {
        await using var house = await Open(store);
        var (imre, ana) = (await house.Member("imre"), await house.Member("ana"));
        var call = await house.SickAtWork(imre);
        var forged = await Give(house, ana, call, Zip(51, (7001, Answer), (7002, Answer)));
        Assert.Equal((1, 2), ((await house.Count(call)).Answered.People, (await house.Count(call)).Posts));

        ArchivedItem Real(long key, long author) => new() { Kind = ArchivedKind.Post, Network = Network.Twitter, Author = author, Key = key, At = house.Clock.Now + 1_000, Text = Answer };
        await house.TakeIn(call, [Real(7001, 99), Real(7002, 51)]);
        var count = await house.Count(call);
        Assert.Equal((2, 2, 2, 0), (count.Answered.People, count.Posts, count.ByTier[Tier.B].Value ?? 0, count.ByTier[Tier.D].Value ?? 0));

        // What the operator's file says as well is not only the member's to take out.
        Assert.Null((await house.Get<TakeArchiveOut>().Run(ana.Id, forged.Id)).Refusal);
        Assert.Equal((2, 2), ((await house.Count(call)).Answered.People, (await house.Count(call)).Posts));
        await house.AssertRecountEqual(call);
    }

    [Theory, EachStore]
    public async Task What_is_damaged_or_nobody_s_or_no_archive_is_refused_and_changes_nothing(StoreKind store)
    {
        await using var house = await Open(store);
        var (imre, ana) = (await house.Member("imre"), await house.Member("ana"));
        var call = await house.SickAtWork(imre);
        var whole = Zip(51, (7001, Answer));
        var turned = Turned(whole, "data/tweets.js");
        byte[][] wrong =
        [
            whole[..(whole.Length / 2)], turned, Encoding.UTF8.GetBytes("hello"), Encoding.UTF8.GetBytes("{\"id\":1}\n"), Zip(0, (7001, Answer)), Zip(51), Encoding.UTF8.GetBytes("""{"id_str":"7001","user":{"id_str":"51"},"full_text":"Me too"}"""),
        ];
        foreach (var bytes in wrong)
        {
            var given = await Give(house, ana, call, bytes);
            Assert.True(given.State == OwnArchiveState.Refused && given.Problem.Length > 10, given.Problem);
            Assert.Empty(Directory.EnumerateFiles(uploads));
        }

        // A file that broke off is said to be one, wherever it did; one that is whole and nothing of the kind is not.
        const string Outbox = """{"@context":"https://www.w3.org/ns/activitystreams","id":"outbox.json","type":"OrderedCollection","totalItems":1,"orderedItems":[{"id":"https://a.example/1","type":"Create","object":{"id":"x"}}]}""";
        foreach (var length in new[] { 20, 60, 130, 180, Outbox.Length - 2 })
            Assert.Contains("cut off", (await Give(house, ana, call, Encoding.UTF8.GetBytes(Outbox[..length]))).Problem, StringComparison.Ordinal);
        foreach (var text in new[] { "{\"id\":1}\n{\"id\":2}\n", "{\"id\":[1,2]}", "[1,2]", "{not json" })
            Assert.DoesNotContain("cut off", (await Give(house, ana, call, Encoding.UTF8.GetBytes(text))).Problem, StringComparison.Ordinal);
        Assert.Equal((0, 0, 0), (house.Rows("archived_posts"), house.Rows("links"), (await house.Count(call)).Posts));

        // Nor does anybody find out that its messages cannot be read: they are not opened.
        Assert.Equal(OwnArchiveState.Counted, (await Give(house, ana, call, Turned(whole, "data/direct-messages.js"))).State);
    }

    /// <summary>Archives are read one after the other: one that takes hours keeps everybody else's waiting.</summary>
    [Fact]
    public async Task A_zip_of_very_many_files_is_refused_as_quickly_as_any()
    {
        var path = Path.GetTempFileName();
        await using (var file = File.Create(path))
        {
            using var zip = new System.IO.Compression.ZipArchive(file, System.IO.Compression.ZipArchiveMode.Create);
            for (var i = 0; i < 50_000; i++) zip.CreateEntry($"d/{i}.txt");
        }

        var before = System.Diagnostics.Stopwatch.GetTimestamp();
        Assert.False((await Antiphon.Networks.Archives.OpenOwn.At(path, TestContext.Current.CancellationToken)).Ok);
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(before).TotalSeconds, 0, 15);
        File.Delete(path);
    }

    [Theory, EachStore]
    public async Task One_archive_of_a_member_waits_at_a_time_and_none_is_larger_than_the_operator_says(StoreKind store)
    {
        await using var house = await Open(store);
        var (imre, ana, bot) = (await house.Member("imre"), await house.Member("ana"), await house.Member("robo", bot: true));
        var call = await house.SickAtWork(imre);
        var receive = house.Get<ReceiveArchive>();
        Assert.Equal(RefusalKind.TooLarge, (await receive.Run(ana, call.Slug, new MemoryStream(new byte[1_000_001]), CancellationToken.None)).Refusal?.Kind);
        Assert.Equal("archive", (await receive.Run(ana, call.Slug, new MemoryStream(), CancellationToken.None)).Refusal?.Field);
        Assert.Equal(RefusalKind.NotFound, (await receive.Run(ana, "no-such-call", new MemoryStream([1]), CancellationToken.None)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await receive.Run(bot, call.Slug, new MemoryStream([1]), CancellationToken.None)).Refusal?.Kind);
        await Assert.ThrowsAsync<IOException>(() => receive.Run(ana, call.Slug, new Broken(), CancellationToken.None));
        Assert.Empty(Directory.EnumerateFiles(uploads));

        Assert.Null((await receive.Run(ana, call.Slug, new MemoryStream(Zip(51, (7001, Answer))), CancellationToken.None)).Refusal);
        Assert.Equal(RefusalKind.Conflict, (await receive.Run(ana, call.Slug, new MemoryStream([1]), CancellationToken.None)).Refusal?.Kind);
        Assert.Single(Directory.EnumerateFiles(uploads));
    }

    [Theory, EachStore]
    public async Task While_one_archive_of_a_member_comes_slowly_another_is_not_begun(StoreKind store)
    {
        await using var house = await Open(store);
        var (imre, ana, bo) = (await house.Member("imre"), await house.Member("ana"), await house.Member("bo"));
        var call = await house.SickAtWork(imre);
        var receive = house.Get<ReceiveArchive>();
        var slow = new System.IO.Pipelines.Pipe();
        var first = receive.Run(ana, call.Slug, slow.Reader.AsStream(), TestContext.Current.CancellationToken);
        Assert.Equal(RefusalKind.Conflict, (await receive.Run(ana, call.Slug, new MemoryStream([1]), CancellationToken.None)).Refusal?.Kind);
        Assert.Null((await receive.Run(bo, call.Slug, new MemoryStream(Zip(52, (7002, Answer))), CancellationToken.None)).Refusal);
        await slow.Writer.WriteAsync(Zip(51, (7001, Answer)), TestContext.Current.CancellationToken);
        await slow.Writer.CompleteAsync();
        Assert.Null((await first).Refusal);
        Assert.Equal(2, Directory.EnumerateFiles(uploads).Count());
    }

    [Theory, EachStore]
    public async Task Who_deletes_their_account_takes_their_archives_along(StoreKind store)
    {
        await using var house = await Open(store);
        var (imre, ana, bo) = (await house.Member("imre"), await house.Joins("ana"), await house.Joins("bo"));
        var call = await house.SickAtWork(imre);
        await Give(house, ana, call, Zip(51, (7001, Answer)));
        Assert.Null((await house.Get<ReceiveArchive>().Run(bo, call.Slug, new MemoryStream(Zip(52, (7002, Answer))), CancellationToken.None)).Refusal);
        foreach (var one in new[] { ana, bo }) Assert.Null((await house.Get<DeleteAccount>().Run(one.Id, PeopleHouse.Password)).Refusal);
        Assert.False(await house.Get<ReadOwnArchive>().Run(TestContext.Current.CancellationToken));
        await house.Get<ReadOwnArchive>().Forget();

        Assert.Empty(Directory.EnumerateFiles(uploads));
        Assert.Equal((0, 0, 0), (house.Rows("own_archives"), house.Rows("links"), house.Rows("archived_posts")));
        Assert.Equal((0, 1), ((await house.Count(call)).Answered.People, (await house.Count(call)).Withdrawn));
        await house.AssertRecountEqual(call);
    }

    public void Dispose()
    {
        if (Directory.Exists(uploads)) Directory.Delete(uploads, recursive: true);
    }

    private Task<TestHouse> Open(StoreKind store) => PeopleHouse.Open(store, postgres, more: services =>
    {
        services.AddSingleton(new OwnArchiveFolder(uploads));
        services.AddSingleton(new OwnArchiveOptions { MaxMegabytes = 1 });
        services.AddSingleton<OpenOwnArchive>(OpenOwn.At);
    });

    private static async Task<OwnArchive> Give(TestHouse house, Account by, Call call, byte[] bytes)
    {
        house.Clock.Advance(TimeSpan.FromHours(3));
        var given = await house.Get<ReceiveArchive>().Run(by, call.Slug, new MemoryStream(bytes), TestContext.Current.CancellationToken);
        Assert.Null(given.Refusal);
        Assert.True(await house.Get<ReadOwnArchive>().Run(TestContext.Current.CancellationToken));
        return house.Get<OwnArchives>().In(call, by.Id)[0];
    }

    /// <summary>As X packs it: posts, the account that they are of (none for 0), and messages that are not to be opened.</summary>
    private static byte[] Zip(long account, params (long Id, string Text)[] posts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Write(string name, string text)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }

            if (account != 0) Write("data/account.js", string.Create(CultureInfo.InvariantCulture, $$"""window.YTD.account.part0 = [ { "account" : { "accountId" : "{{account}}", "username" : "someone" } } ]"""));
            Write("data/direct-messages.js", "window.YTD.direct_messages.part0 = [ { \"secret\" : ");
            var tweets = posts.Select((post, i) => string.Create(
                CultureInfo.InvariantCulture,
                $$"""{ "tweet" : { "id_str" : "{{post.Id}}", "created_at" : "Mon Mar 02 {{10 + i}}:00:00 +0000 2026", "full_text" : "{{post.Text}}", "retweet_count" : "3", "lang" : "en" } }"""));
            Write("data/tweets.js", $"window.YTD.tweets.part0 = [ {string.Join(", ", tweets)} ]");
        }

        return stream.ToArray();
    }

    /// <summary>With one byte of a file in it turned over.</summary>
    private static byte[] Turned(byte[] zip, string name)
    {
        var turned = zip.ToArray();
        turned[zip.AsSpan().IndexOf(Encoding.UTF8.GetBytes(name)) + name.Length + 8] ^= 0xFF;
        return turned;
    }

    private static async IAsyncEnumerable<ArchivedRows> Rows(params ArchivedItem[] items)
    {
        await Task.CompletedTask;
        yield return new ArchivedRows(items, [], [], items.Length, 0, 0, items.Length);
    }

    /// <summary>A connection that breaks off in the middle.</summary>
    private sealed class Broken : MemoryStream
    {
        private bool read;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (read) throw new IOException("gone");
            read = true;
            buffer.Span[0] = 1;
            return new(1);
        }
    }
}
