using Antiphon.Tally;
using CsCheck;

namespace Antiphon.Tests.Tally;

/// <summary>Ledgers as they may happen: people press, post, boost, take back, are moderated and come again.</summary>
internal static class Ledgers
{
    public const long Opening = 1_700_000_000_000 / 3_600_000 * 3_600_000;

    /// <summary>One thing done. Each account is of one network: person n is on network 1 + n mod 3.</summary>
    public static readonly Gen<Evidence> Evidence = Of(people: 12, tiers: [Tier.A, Tier.B, Tier.C, Tier.D, Tier.V]);

    /// <summary>A whole ledger, oldest line first.</summary>
    public static readonly Gen<Entry[]> Whole = From(Evidence);

    public static Gen<Evidence> Of(int people, params Tier[] tiers) =>
        from person in Gen.Int[0, people - 1]
        from at in Gen.Long[Opening, Opening + 3 * 3_600_000]
        from ring in Gen.OneOf(Ring.Answered, Ring.Joined, Ring.Amplified, Ring.None)
        from tier in Gen.OneOf(tiers)
        from kind in Gen.Int[1, 7]
        from story in Gen.Bool
        select new Evidence(person, at, ring, tier, (Network)(1 + person % 3), (EvidenceKind)kind, story);

    public static Gen<Entry[]> From(Gen<Evidence> evidence) =>
        from steps in Gen.Select(Gen.Int[0, 99], evidence, Gen.OneOf(Enum.GetValues<LeaveReason>())).Array[0, 60]
        select Write(steps);

    /// <summary>The ledger kept up line by line, as a server does it.</summary>
    public static Board Live(IEnumerable<Entry> oldestFirst, Links? links = null)
    {
        var board = new Board(links);
        var standing = new Dictionary<long, Evidence>();
        foreach (var entry in oldestFirst) Apply(board, standing, entry, links);
        return board;
    }

    public static void Apply(Board board, Dictionary<long, Evidence> standing, Entry entry, Links? links = null)
    {
        int Person(int id) => (links ?? Links.None).Canonical(id);
        board.Sequence = entry.Sequence;
        if (entry.Closes == 0)
        {
            standing[entry.Sequence] = entry.Evidence;
            board.Enter(entry.Evidence);
            return;
        }

        standing.Remove(entry.Closes);
        board.Leave(entry.Evidence, entry.Reason, [.. standing.Values.Where(e => Person(e.Person) == Person(entry.Evidence.Person))]);
    }

    /// <summary>Evidence that stands at the end.</summary>
    public static List<Evidence> Standing(IEnumerable<Entry> oldestFirst)
    {
        var standing = new Dictionary<long, Evidence>();
        foreach (var entry in oldestFirst)
        {
            if (entry.Closes == 0) standing[entry.Sequence] = entry.Evidence;
            else standing.Remove(entry.Closes);
        }

        return [.. standing.Values];
    }

    // Two steps in five take back something that stands, if anything does. Sequences have gaps, as in a ledger of many calls.
    private static Entry[] Write((int Choice, Evidence Evidence, LeaveReason Why)[] steps)
    {
        var lines = new List<Entry>();
        var open = new List<Entry>();
        long sequence = 0;
        foreach (var (choice, evidence, why) in steps)
        {
            sequence += 1 + choice * 7;
            if (choice < 40 && open.Count > 0)
            {
                var closed = open[choice % open.Count];
                open.Remove(closed);
                lines.Add(new Entry(sequence, closed.Evidence, closed.Sequence, why));
                continue;
            }

            lines.Add(new Entry(sequence, evidence, 0, default));
            open.Add(lines[^1]);
        }

        return [.. lines];
    }
}
