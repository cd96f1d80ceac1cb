using System.Diagnostics;
using System.Globalization;
using Antiphon.Benchmarks.Load;
using Antiphon.Benchmarks.Processes;

namespace Antiphon.Benchmarks.Rungs;

/// <summary>Ten thousand members who follow two hundred each ask for their home timelines: each for the first time since the start of the server, and then again.</summary>
internal sealed class Homes : IRung
{
    private const int Clients = 16;
    private const int Follows = 200;

    public string Name => "homes";

    /// <summary>Fewer where the machine has other work: <c>ANTIPHON_BENCH_PEOPLE</c>.</summary>
    private static int People => int.TryParse(Environment.GetEnvironmentVariable("ANTIPHON_BENCH_PEOPLE"), out var fewer) ? fewer : 10_000;

    public async Task<IReadOnlyList<Figure>> Run(Workbench bench)
    {
        await using var town = await Town.Build(bench.NewDirectory(), People, Follows, posts: 10, fans: People);
        var each = People / Clients;
        Request Own(string path, int client) => Request.Get(path, Town.TokenStart + "########", client * each, (client + 1) * each);
        var cold = await new HttpLoad(town.Server.Port, Clients, client => Own("/api/v1/timelines/home?limit=20", client)).Run(TimeSpan.FromMinutes(5), () => town.Server.Processor, each);
        var body = await town.Get(1, "/api/v1/timelines/home?limit=20");
        await using var bare = await Child.Bare(body, "application/json", bench.NewDirectory());
        var (warm, floor) = await OverHttp.Compare(town.Server, bare, Clients, client => Own("/api/v1/timelines/home?limit=20", client), client => Own("/", client));
        var what = string.Create(CultureInfo.InvariantCulture, $"{People:#,0} members × {Follows} follows, {body.Length / 1000.0:0.#} KB, {Clients} clients");
        return
        [
            new Figure("home timelines, each for the first time", "/s", cold.PerSecond, floor.PerSecond, Goal.OfFloor(0.5), $"{what}; {OverHttp.Costs(cold, floor)}"),
            new Figure("home timelines, again", "/s", warm.PerSecond, floor.PerSecond, Goal.OfFloor(0.5), $"{what}; {OverHttp.Costs(warm, floor)}"),
        ];
    }
}

/// <summary>A post by somebody whom a hundred thousand members follow: what it costs its author to wait for.</summary>
internal sealed class Fans : IRung
{
    private const int Posts = 50;

    public string Name => "fans";

    /// <summary>Fewer where the machine has other work: <c>ANTIPHON_BENCH_FANS</c>.</summary>
    private static int Crowd => int.TryParse(Environment.GetEnvironmentVariable("ANTIPHON_BENCH_FANS"), out var fewer) ? fewer : 100_000;

    public async Task<IReadOnlyList<Figure>> Run(Workbench bench)
    {
        await using var town = await Town.Build(bench.NewDirectory(), Crowd + 1, follows: 0, posts: 0, fans: Crowd);
        for (var i = 0; i < 10; i++) await town.Post(Town.Author, $"Before, {i}");
        var times = new double[Posts];
        for (var i = 0; i < Posts; i++)
        {
            var sent = Stopwatch.GetTimestamp();
            await town.Post(Town.Author, $"Post {i}: the fever is gone, the shift is not.");
            times[i] = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
        }

        return [new Figure($"a post with {Crowd:#,0} followers", "ms", times.Max(), null, Goal.Under(50, "< 50 ms"), $"slowest of {Posts}, durable, one after the other; median {Workbench.Median(times):0.0} ms")];
    }
}
