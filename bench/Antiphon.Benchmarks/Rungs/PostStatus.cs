using System.Text;
using Antiphon.Benchmarks.Load;
using Antiphon.Benchmarks.Processes;

namespace Antiphon.Benchmarks.Rungs;

/// <summary>Writing: each post is on disk before it is answered. The floor reads the same form and sends the same answer.</summary>
internal sealed class PostStatus : IRung
{
    private const int Clients = 64;
    private const string Body = "status=Number+########+of+many%3A+the+fever+is+gone%2C+the+shift+is+not.+%23SickLeave&visibility=public";

    public string Name => "post";

    public async Task<IReadOnlyList<Figure>> Run(Workbench bench)
    {
        var village = await bench.Village();
        var id = await village.Post(1, "Number 00000000 of many: the fever is gone, the shift is not. #SickLeave");
        var answer = await village.Get($"/api/v1/statuses/{id}", village.Writers[1]);
        await using var bare = await Child.Bare(answer, "application/json", bench.NewDirectory());
        var (ours, floor) = await OverHttp.Compare(
            village.Server, bare, Clients,
            client => Request.Form("/api/v1/statuses", Body, village.Writers[client % village.Writers.Count], client * 1_000_000),
            client => Request.Form("/", Body, village.Writers[client % village.Writers.Count], client * 1_000_000));
        return
        [
            new Figure("POST /api/v1/statuses", "posts/s", ours.PerSecond, floor.PerSecond, Goal.AtLeast(2_000, "≥ 2,000 posts/s"), $"{Clients} clients, durable; {OverHttp.Costs(ours, floor)}"),
            new Figure("POST /api/v1/statuses, p99", "ms", ours.Percentile(0.99), floor.Percentile(0.99), Goal.Under(100, "< 100 ms"), $"{Clients} clients"),
        ];
    }
}
