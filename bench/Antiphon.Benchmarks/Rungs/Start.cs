using System.Text;
using Antiphon.Benchmarks.Processes;

namespace Antiphon.Benchmarks.Rungs;

/// <summary>From the start of the process to its first answer, on a directory that was used before; and what it holds in memory when nobody asks anything. The floor is a bare Kestrel.</summary>
internal sealed class Start : IRung
{
    private const int Rounds = 5;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    public string Name => "start";

    public async Task<IReadOnlyList<Figure>> Run(Workbench bench)
    {
        var directory = bench.NewDirectory();
        List<double> ours = [], floor = [], memory = [], bareMemory = [];
        for (var round = 0; round <= Rounds; round++)
        {
            await using var server = await Child.Serve(directory);
            await using var bare = await Child.Bare(Encoding.ASCII.GetBytes("ok\n"), "text/plain", directory);
            if (round == 0) continue;
            ours.Add(server.FirstAnswer.TotalMilliseconds);
            floor.Add(bare.FirstAnswer.TotalMilliseconds);
            if (round < Rounds) continue;
            await Task.Delay(Rest);
            memory.Add(server.Memory);
            bareMemory.Add(bare.Memory);
        }

        return
        [
            new Figure("start to first answer", "ms", Workbench.Median(ours), Workbench.Median(floor), Goal.Under(1_000, "< 1,000 ms"), "floor: a bare Kestrel"),
            new Figure("memory at rest", "MB", Workbench.Median(memory), Workbench.Median(bareMemory), Goal.Under(150, "< 150 MB"), "resident; floor: a bare Kestrel"),
        ];
    }
}
