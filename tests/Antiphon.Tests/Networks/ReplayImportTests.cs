using System.IO.Compression;
using Antiphon.Calls;
using Antiphon.Intake;
using Antiphon.Networks.Archives;
using Antiphon.Tally;
using Antiphon.Tests.Stores;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Antiphon.Tests.Networks;

public sealed class ReplayImportTests(PostgresServer postgres) : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("antiphon-replay-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Theory, EachStore]
    public async Task Each_rows_own_evidence_stands_for_the_words_and_a_second_run_changes_nothing(StoreKind store)
    {
        await using var house = await Open(store);
        var call = await house.SickAtWork(await house.Member("imre"), opensAt: 1_508_098_871_000);
        var file = Write(
            "1508090000,a1,b1,a1,1,0,0,0,0,,0,0,0-3,0,0",
            "1508100000,a2,b1,a2,1,0,0,0,0,,3,9,0-3,0,0",
            "1508100001,a3,b2,c0,0,1,0,0,0,,0,0,11-25,0,0",
            "1508100002,a4,b3,a4,1,0,1,1,0,,0,0,26+,1,1",
            "1508100003,a5,b4,a5,1,0,0,0,0,,,,4-10,0,1",
            "1508100004,a6,b5,a6,1,0,0,0,0,,0,0,4-10,1,0",
            "this row,is damaged",
            "1508100005,a7,b4,a7,1,0,0,0,0,,0,0,26+,0,0");

        var report = await Import(house, file);
        Assert.Equal((8, 7, 1, 1), ((int)report.Rows, (int)report.New, (int)report.BeforeTheCall, (int)report.Damaged));
        Assert.Equal(8, Assert.Single(report.DamagedRows).Line);
        var count = await house.Count(call);
        Assert.Equal((4, 1, 1, 6), ((int)count.Answered.People, (int)count.Joined.People, (int)count.Stories, (int)count.Posts));

        // The file says that its posts had 3 boosts and 9 likes: the origin's counters, and never people.
        Assert.Equal((0, 0, 0), ((int)count.Amplified.People, (int)count.Boosts, (int)count.Likes));
        Assert.Equal((4, 4), ((int)count.ByTier[Tier.D].Value!, (int)count.ByNetwork[Network.Twitter]));

        var again = await Import(house, file);
        Assert.Equal((0, 7, 0), ((int)again.New, (int)again.Known, again.Entered.Count));
        Assert.Empty(Difference.Between(count, await house.Count(call)));
        await house.AssertRecountEqual(call);
    }

    [Theory, EachStore]
    public async Task A_damaged_file_is_refused_before_anything_is_written(StoreKind store)
    {
        await using var house = await Open(store);
        var call = await house.SickAtWork(await house.Member("imre"), opensAt: 1_508_098_871_000);
        var file = Write([.. Enumerable.Range(1, 500).Select(static i => $"15081{i:00000},{i:x},{i + 4096:x},{i:x},1,0,0,0,0,,0,0,0-3,0,0")]);
        var whole = File.ReadAllBytes(file);
        foreach (var length in (int[])[whole.Length - 1, whole.Length - 9, whole.Length / 2, 20])
        {
            var cut = Path.Combine(directory, "cut.csv.gz");
            await File.WriteAllBytesAsync(cut, whole[..length]);
            var outcome = await house.Get<ImportArchive>().Run(new ArchivesGiven([cut], call.Slug, "replay"), null, CancellationToken.None);
            Assert.Equal(RefusalKind.Invalid, outcome.Refusal!.Kind);
        }

        Assert.Equal(0, (await house.Count(call)).Posts);
        await Import(house, file);
        Assert.Equal(500, (await house.Count(call)).Posts);
    }

    [Theory, EachStore]
    public async Task An_interrupted_import_goes_on_and_neither_loses_nor_doubles_a_post(StoreKind store)
    {
        await using var house = await Open(store);
        var call = await house.SickAtWork(await house.Member("imre"), opensAt: 1_508_098_871_000);
        var file = Write([.. Rows(30_000, authors: 9_000)]);
        using var stop = new CancellationTokenSource();
        var stopping = new StopAt(0.2, stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => house.Get<ImportArchive>().Run(new ArchivesGiven([file], call.Slug), stopping, stop.Token));
        var half = (await house.Count(call)).Posts;
        Assert.InRange(half, 1, 29_999);

        var report = await Import(house, file);
        var count = await house.Count(call);
        Assert.Equal((half, 30_000 - half), (report.Skipped + report.Known, report.New));
        Assert.Equal((30_000, 9_000), ((int)count.Posts, (int)(count.Answered.People + count.Joined.People)));
        await house.AssertRecountEqual(call);
    }

    [Theory, EachStore]
    public async Task Two_files_of_one_origin_imported_at_once_make_each_author_once(StoreKind store)
    {
        await using var house = await Open(store);
        var call = await house.SickAtWork(await house.Member("imre"), opensAt: 1_508_098_871_000);
        var rows = Rows(24_000, authors: 3_000).ToArray();
        string one = Write(rows[..12_000], "one"), other = Write(rows[12_000..], "other");
        await Task.WhenAll(Task.Run(() => Import(house, one)), Task.Run(() => Import(house, other)));
        var count = await house.Count(call);
        Assert.Equal((24_000, 3_000), ((int)count.Posts, (int)(count.Answered.People + count.Joined.People)));
        Assert.Equal(3_000, house.Store.Read(static sql => sql.Number("SELECT count(*) FROM archived_people")));
        await house.AssertRecountEqual(call);
    }

    [Theory, EachStore]
    public async Task The_replay_gives_the_figures_of_an_independent_computation(StoreKind store)
    {
        var replay = Shared.File("data/metoo-2017/replay.csv.gz");
        await using var house = await Open(store);
        const long opened = 1_508_098_871;
        var call = await house.SickAtWork(await house.Member("imre"), opensAt: opened * 1000);
        var report = await Import(house, replay);
        var count = await house.Count(call);

        // Written down again from the definition, row by row and with sets, sharing no code with what is tested.
        var (answered, joined, told) = (new HashSet<string>(), new HashSet<string>(), new HashSet<string>());
        var (posts, before) = (0, 0);
        using var lines = new StreamReader(new GZipStream(File.OpenRead(replay), CompressionMode.Decompress));
        await lines.ReadLineAsync();
        while (await lines.ReadLineAsync() is { } line)
        {
            var f = line.Split(',');
            if (long.Parse(f[0]) < opened)
            {
                before++;
                continue;
            }

            posts++;
            var own = f[5] == "1" || f[7] == "1" || f[12] == "0-3" || f[13] == "1";
            (own ? answered : joined).Add(f[2]);
            if (own && f[13] == "1" && f[14] == "1") told.Add(f[2]);
        }

        joined.ExceptWith(answered);
        Assert.Equal((before, posts), ((int)report.BeforeTheCall, (int)count.Posts));
        Assert.Equal((answered.Count, joined.Count, told.Count), ((int)count.Answered.People, (int)count.Joined.People, (int)count.Stories));
        Assert.Equal(0, count.Amplified.People);
        await house.AssertRecountEqual(call);
    }

    private async Task<TestHouse> Open(StoreKind store) => await TestHouse.Open(store, postgres, static services => services.AddSingleton<ImportArchive>());

    private static async Task<ImportReport> Import(TestHouse house, string file)
    {
        var outcome = await house.Get<ImportArchive>().Run(new ArchivesGiven([file], "worked-ill"), null, CancellationToken.None);
        Assert.Null(outcome.Refusal);
        return Assert.Single(outcome.Value);
    }

    private static IEnumerable<string> Rows(int rows, int authors) => Enumerable.Range(0, rows).Select(i =>
        $"{1_508_100_000 + i},{1 + i * 7_919L % 1_000_003:x},{4_096 + (i * 31 % authors):x},{i:x},1,0,0,0,0,,0,0,{(i % 3 == 0 ? "0-3" : "11-25")},0,0");

    private string Write(params string[] rows) => Write(rows, "replay");

    private string Write(string[] rows, string name)
    {
        var path = Path.Combine(directory, name + ".csv.gz");
        using var file = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest));
        file.Write(ReplayReader.Header + "\n" + string.Join('\n', rows) + "\n");
        return path;
    }

    /// <summary>Stops the import as soon as so large a part of the file is counted.</summary>
    private sealed class StopAt(double part, CancellationTokenSource stop) : IProgress<ArchiveProgress>
    {
        public void Report(ArchiveProgress value)
        {
            if (value.Stage == ArchiveStage.Importing && value.Done >= part * value.Total) stop.Cancel();
        }
    }
}
