using Antiphon.Live;
using Antiphon.Store;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace Antiphon.Tests.Stores;

public sealed class LostStoreTests(PostgresServer postgres)
{
    [Fact]
    public async Task A_database_that_goes_away_is_noticed_and_nothing_more_is_acknowledged()
    {
        var database = await postgres.NewDatabase();
        await using var store = await Open(database);
        Assert.Equal(1, await store.Write(static tx => Insert(tx, "before")));

        await Disconnect(database);
        await Assert.ThrowsAsync<StoreLostException>(() => store.Write(static tx => Insert(tx, "after")));
        await store.Writer.Lost.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<StoreLostException>(() => store.Write(static tx => Insert(tx, "later")));
        Assert.Equal(RefusalKind.Busy, (await store.TryWrite<int>(static tx => Insert(tx, "later"))).Refusal!.Kind);
    }

    [Fact]
    public async Task A_reader_whose_connection_broke_is_replaced_by_a_fresh_one_and_has_the_writer_look()
    {
        var database = await postgres.NewDatabase();
        await using var store = await Open(database);
        Assert.Equal(0, Settings(store));
        await Disconnect(database);
        Assert.Throws<StoreLostException>(() => Settings(store));
        Assert.Equal(0, Settings(store));
        await store.Writer.Lost.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task It_can_be_opened_again_as_soon_as_it_is_back()
    {
        var database = await postgres.NewDatabase();
        await using (var lost = await Open(database))
        {
            await lost.Write(static tx => Insert(tx, "before"));
            await Disconnect(database);
            await Assert.ThrowsAsync<StoreLostException>(() => lost.Write(static tx => Insert(tx, "after")));
        }

        await using var again = await Open(database);
        Assert.Equal(1, Settings(again));
    }

    private static Task<DataStore> Open(string database) =>
        DataStore.Open(new StoreOptions { Store = database }, string.Empty, new Happenings(NullLogger<Happenings>.Instance), TimeProvider.System);

    private static int Insert(Tx tx, string key) => tx.Run("INSERT INTO settings (key, value) VALUES ($1, 'x')", key);

    private static long? Settings(DataStore store) => store.Read(static sql => sql.Number("SELECT count(*) FROM settings"));

    private static async Task Disconnect(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'antiphon'");
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
