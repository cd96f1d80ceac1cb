using Antiphon.Benchmarks.Load;
using Antiphon.Benchmarks.Processes;

namespace Antiphon.Benchmarks.Rungs;

/// <summary>Ours and the bare handler that sends the same bytes, asked in turns.</summary>
internal static class OverHttp
{
    private const int Rounds = 5;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(2);

    /// <param name="ours">A client's requests to the real server.</param>
    /// <param name="bare">A client's requests to the bare one.</param>
    public static async Task<(Round Ours, Round Floor)> Compare(Child server, Child floor, int clients, Func<int, Request> ours, Func<int, Request> bare)
    {
        var load = new HttpLoad(server.Port, clients, ours);
        var baseLoad = new HttpLoad(floor.Port, clients, bare);

        // Compiled anew where it is hot, and no sooner than that measured.
        await load.Run(WarmUp, () => server.Processor);
        await baseLoad.Run(WarmUp / 2, () => floor.Processor);
        List<Round> mine = [], its = [];
        for (var round = 0; round < Rounds; round++)
        {
            mine.Add(await load.Run(Length, () => server.Processor));
            its.Add(await baseLoad.Run(Length, () => floor.Processor));
        }

        return (Middle(mine), Middle(its));
    }

    /// <summary>A page or document that everybody reads: both ways, and the bytes come from ours.</summary>
    public static async Task<Figure> Read(Workbench bench, string name, string path, string? token, string contentType, int clients, Goal goal)
    {
        var village = await bench.Village();
        var body = await village.Get(path, token);
        await using var bare = await Child.Bare(body, contentType, bench.NewDirectory());
        var (ours, floor) = await Compare(village.Server, bare, clients, _ => Request.Get(path, token), _ => Request.Get("/", token));
        return new Figure(name, "/s", ours.PerSecond, floor.PerSecond, goal, $"{body.Length / 1000.0:0.#} KB, {clients} clients; {Costs(ours, floor)}");
    }

    public static string Costs(Round ours, Round floor) => $"processor {ours.Microseconds:0} µs each, floor {floor.Microseconds:0}; p50 {ours.Percentile(0.5):0.0} ms, p99 {ours.Percentile(0.99):0.0} ms";

    private static Round Middle(List<Round> rounds) => rounds.OrderBy(static round => round.PerSecond).ElementAt(rounds.Count / 2);
}
