using System.Diagnostics;
using Antiphon.Server.Tests.Harness;
using Antiphon.Tests.Stores;
using Npgsql;
using Xunit;

namespace Antiphon.Server.Tests.Holding;

public sealed class LostDatabaseTests(PostgresServer postgres)
{
    [Fact]
    public async Task A_server_whose_database_went_away_goes_on_by_itself_when_it_is_back()
    {
        await using var server = await RunningServer.Start(StoreKind.Postgres, postgres);
        await server.Account("imre", owner: true);
        await Disconnect(server.Store);

        // The first write finds out and is not acknowledged; then the server opens everything anew.
        Assert.NotEqual(0, (await server.Verb("account", "create", "lena", "--email", "lena@example.org", "--password", "a long enough one")).Code);
        await Answers(server);
        await server.Account("lena");
        Assert.Contains("The database answers again", server.Log);
        Assert.Equal(0, await server.Stop());
    }

    private static async Task Answers(RunningServer server)
    {
        var waiting = Stopwatch.StartNew();
        while (!server.Log.Contains("The database answers again", StringComparison.Ordinal))
        {
            Assert.True(waiting.Elapsed < TimeSpan.FromSeconds(30), server.Log);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        while (true)
        {
            try
            {
                if ((await server.Http.GetAsync("/healthz", TestContext.Current.CancellationToken)).IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (waiting.Elapsed < TimeSpan.FromSeconds(30))
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
    }

    private static async Task Disconnect(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'antiphon'");
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
