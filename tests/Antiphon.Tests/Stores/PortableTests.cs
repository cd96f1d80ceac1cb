using System.Text;
using Antiphon.Live;
using Antiphon.Store;
using Antiphon.Store.Portable;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Antiphon.Tests.Stores;

public sealed class PortableTests(PostgresServer postgres)
{
    [Theory, EachStore]
    public async Task Everything_that_a_store_holds_goes_into_either_store_and_comes_out_the_same(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        var imre = await house.Member("imre");
        var call = await house.SickAtWork(imre);
        await house.Post(await house.Member("lena"), "Me too. \U0001F90D „Fieber“\n\"and\\a\" tab\t\u0085 私も #WorkedIll");
        await house.Store.Write(static tx =>
        {
            tx.Run("INSERT INTO unknown_names (name, failures, locked_until, at) VALUES ($1, $2, $3, $4)", new byte[] { 0, 255, 34, 92 }, long.MaxValue, long.MinValue, 0L);
            return tx.Run(
                "INSERT INTO media (id, account, file, preview, mime, width, height, preview_width, preview_height, blurhash, focus_x, focus_y, created) VALUES (1, 1, 'f', 'p', 'm', 1, 1, 1, 1, 'b', $1, $2, 0)",
                0.1, -1.0);
        });
        var before = Lines(house.Store);
        Assert.Contains(before, static line => line.Contains("私も", StringComparison.Ordinal));
        foreach (var other in kind == StoreKind.Postgres || PostgresServer.Absent is not null ? [StoreKind.Sqlite] : Enum.GetValues<StoreKind>())
        {
            var directory = Directory.CreateTempSubdirectory("antiphon-test-");
            var options = new StoreOptions { Store = other == StoreKind.Postgres ? await postgres.NewDatabase() : string.Empty };
            Assert.Null(await house.Store.Snapshot(sql => DataStore.Fill(
                options, directory.FullName, house.Clock, Dump.Migrations(sql), replace: false, load => Dump.Run(sql, (table, lines, _) => load.Take(table, lines), CancellationToken.None))));
            await using (var filled = await DataStore.Open(options, directory.FullName, new Happenings(NullLogger<Happenings>.Instance), house.Clock))
            {
                Assert.Equal(before, Lines(filled));
                Assert.Empty(filled.Migrated);
                Assert.Equal((Posts: 2, Accounts: 2), Searchable(filled));
            }

            // What is there is not written over.
            Assert.NotNull(await DataStore.Fill(options, directory.FullName, house.Clock, [], replace: false, static _ => Assert.Fail("It was filled.")));
            directory.Delete(recursive: true);
        }

        await house.AssertRecountEqual(call);
    }

    /// <summary>A new search table must be taught to <c>Search/Reindex</c>, or a restored server would find nothing in it.</summary>
    [Theory, EachStore]
    public async Task Every_table_that_is_not_carried_is_one_that_is_made_anew(StoreKind kind)
    {
        await using var house = await TestHouse.Open(kind, postgres);
        Assert.Equal(Tables.Derived, house.Store.Read(Tables.DerivedIn));
    }

    [Fact]
    public async Task A_script_that_arrives_late_runs_though_later_numbers_have_run()
    {
        var directory = Directory.CreateTempSubdirectory("antiphon-test-");
        Task<DataStore> Open() => DataStore.Open(new StoreOptions(), directory.FullName, new Happenings(NullLogger<Happenings>.Instance), TimeProvider.System);
        await using (var store = await Open())
        {
            Assert.Contains("0003-calls", store.Migrated);
            await store.Write(static tx =>
            {
                foreach (var table in (string[])["calls", "ledger", "evidence", "post_calls", "archived_posts", "files"]) tx.Run($"DROP TABLE {table}");
                return tx.Run("DELETE FROM migrations WHERE number = 3");
            });
        }

        await using (var store = await Open()) Assert.Equal(["0003-calls"], store.Migrated);
        directory.Delete(recursive: true);
    }

    private static (long Posts, long Accounts) Searchable(DataStore store) => store.Read(static sql =>
        (sql.Number("SELECT count(*) FROM post_search") ?? 0, sql.Number("SELECT count(*) FROM account_search") ?? 0));

    private static List<string> Lines(DataStore store) => store.Snapshot(static sql =>
    {
        var lines = new List<string>();
        Dump.Run(sql, (table, rows, _) => lines.AddRange(Encoding.UTF8.GetString(rows.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => $"{table.Name} {row}")), CancellationToken.None);
        lines.Sort(StringComparer.Ordinal);
        return lines;
    });
}
