using System.Diagnostics;
using System.Text.Json;
using Antiphon.Server.Demo;
using Antiphon.Server.Tests.Harness;
using Antiphon.Tests.Stores;
using Xunit;

namespace Antiphon.Server.Tests.Demo;

public sealed class DemoTests(PostgresServer postgres)
{
    [Theory]
    [InlineData(StoreKind.Sqlite)]
    [InlineData(StoreKind.Postgres)]
    public async Task People_keep_answering_over_two_networks_and_a_recount_agrees_also_after_the_demo_was_killed_and_started_again(StoreKind kind)
    {
        await using var demo = await RunningServer.StartDemo(kind, postgres);
        var first = await Answered(demo);
        Assert.True(first["fediverse"] > 100, "The first day has been told before the door opens.");
        Assert.True(first["bluesky"] > 500);
        await Grown(demo, first);
        await demo.Done("recount", Cast.CallSlug);

        await demo.Kill();
        await demo.StartAgain();
        await Grown(demo, await Answered(demo));
        await demo.Done("recount", Cast.CallSlug);
        Assert.Equal(0, await demo.Stop());
        await demo.Done("recount", Cast.CallSlug);
        Assert.Contains("nothing here is real", demo.Log);
        Assert.Contains($"/calls/{Cast.CallSlug}", demo.Log);
        Assert.Contains(Cast.Password, demo.Log);
    }

    [Fact]
    public async Task The_demo_does_not_mix_with_real_people()
    {
        await using var server = await RunningServer.Start();
        await server.Account("imre", owner: true);
        await server.Stop();
        var (code, _, said) = await server.Verb("demo", "--urls", $"http://127.0.0.1:{RunningServer.FreePort()}");
        Assert.Equal(2, code);
        Assert.Contains("people's accounts", said);
    }

    /// <summary>Waits until both networks have more people than before.</summary>
    private static async Task Grown(RunningServer demo, Dictionary<string, int> before)
    {
        var since = Stopwatch.StartNew();
        while (since.Elapsed < TimeSpan.FromSeconds(30))
        {
            var now = await Answered(demo);
            if (before.All(one => now[one.Key] > one.Value)) return;
            await Task.Delay(100);
        }

        Assert.Fail($"Nobody came within half a minute.\n{demo.Log}");
    }

    private static async Task<Dictionary<string, int>> Answered(RunningServer demo)
    {
        using var json = JsonDocument.Parse(await demo.Http.GetStringAsync($"/calls/{Cast.CallSlug}.json"));
        return json.RootElement.GetProperty("answered").GetProperty("by_network").EnumerateObject().ToDictionary(static one => one.Name, static one => one.Value.GetInt32());
    }
}
