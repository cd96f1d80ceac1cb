using System.Diagnostics;
using Antiphon.Tally;

namespace Antiphon.Benchmarks.Rungs;

/// <summary>Twelve million lines of five million people, one in twenty taken back: the whole count from nothing. The floor marks the same people in a bitmap and counts its bits.</summary>
internal sealed class Fold : IRung
{
    private const int Lines = 12_000_000;
    private const int People = 5_000_000;
    private const int Rounds = 3;

    public string Name => "fold";

    public Task<IReadOnlyList<Figure>> Run(Workbench bench)
    {
        var ledger = Ledger();
        List<double> ours = [], floor = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            var count = Tally.Fold.FromNewest(ledger, expected: People).Publish();
            var fold = Lines / Stopwatch.GetElapsedTime(started).TotalSeconds;
            started = Stopwatch.GetTimestamp();
            var marked = Marked(ledger);
            var bitmap = Lines / Stopwatch.GetElapsedTime(started).TotalSeconds;
            if (count.Posts == 0 || marked == 0) throw new InvalidOperationException("Nothing was counted.");
            if (round == 0) continue;
            ours.Add(fold / 1e6);
            floor.Add(bitmap / 1e6);
        }

        return Task.FromResult<IReadOnlyList<Figure>>(
            [new Figure("fold of a ledger", "M events/s", Workbench.Median(ours), Workbench.Median(floor), Goal.AtLeast(20, "≥ 20 M events/s"), "12 M lines, 5 M people; floor: distinct people in a bitmap")]);
    }

    private static Entry[] Ledger()
    {
        var random = new Random(2017);
        var lines = new Entry[Lines];
        const long begin = 1_508_098_871_000;
        for (var i = 0; i < Lines; i++)
        {
            // Newest first. Dense ids in order of first sight: most are new, and those who come again are anybody.
            var sequence = Lines - i;
            var person = (int)(random.NextDouble() < 0.4 ? (long)sequence * People / (Lines + 1) : random.NextInt64((long)sequence * People / (Lines + 1) + 1));
            var ring = (Ring)(1 + random.Next(3));
            var evidence = new Evidence(person, begin + sequence * 100L, ring, Tier.D, (Network)(1 + person % 3), (EvidenceKind)(3 + random.Next(3)), random.Next(20) == 0);
            lines[i] = new Entry(sequence, evidence, 0, default);
        }

        // A line that closes another repeats its evidence; the newer half closes lines of the older.
        for (var i = 0; i < Lines / 2; i += 20)
        {
            var closed = lines[Lines - 1 - i];
            lines[i] = new Entry(lines[i].Sequence, closed.Evidence, closed.Sequence, LeaveReason.Withdrawn);
        }

        return lines;
    }

    private static long Marked(Entry[] lines)
    {
        var bits = new ulong[(People >> 6) + 1];
        foreach (ref readonly var line in lines.AsSpan()) bits[line.Evidence.Person >> 6] |= 1ul << (line.Evidence.Person & 63);
        long people = 0;
        foreach (var word in bits) people += System.Numerics.BitOperations.PopCount(word);
        return people;
    }
}
