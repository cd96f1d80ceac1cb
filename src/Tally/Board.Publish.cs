using static Antiphon.Tally.Hours.Plane;

namespace Antiphon.Tally;

public sealed partial class Board
{
    /// <summary>The count as it stands now.</summary>
    public Count Publish()
    {
        // Fewer than ten ballots are sealed: the page shows what it would show without them, so that no subtraction finds them.
        var ballots = byTier[(int)Tier.C];
        var open = ballots >= Cell.Least ? 1 : 0;
        long WithBallots(long[] twoOfEach) => twoOfEach[0] + open * twoOfEach[1];

        var answered = new long[Hours.Columns];
        for (var i = 0; i < answered.Length; i++) answered[i] = People(Answered, i) + open * People(Ballots, i);
        long left = WithBallots(withdrawn), taken = WithBallots(removed);
        return new Count
        {
            Sequence = Sequence,
            Answered = Over(answered),
            Joined = Over(standing.AsSpan((int)Joined * Hours.Columns, Hours.Columns)),
            Amplified = Over(standing.AsSpan((int)Posts * Hours.Columns, Hours.Columns)),
            Visitors = visitors,
            ByNetwork = ByNetwork(answered),
            ByTier = new Dictionary<Tier, Cell>
            {
                [Tier.A] = Cell.Exact(byTier[(int)Tier.A]),
                [Tier.B] = Cell.Exact(byTier[(int)Tier.B]),
                [Tier.C] = Cell.Of(ballots),
                [Tier.D] = Cell.Exact(byTier[(int)Tier.D]),
            },
            ByRoute = ByRoute(open),
            Stories = WithBallots(stories),
            Posts = Of(EvidenceKind.Post) + Of(EvidenceKind.Reply) + Of(EvidenceKind.Quote),
            Replies = Of(EvidenceKind.Reply, Ring.None),
            Boosts = Of(EvidenceKind.Boost),
            Likes = Of(EvidenceKind.Like),
            EverAnswered = answered[0] + left + taken,
            Withdrawn = left,
            Removed = taken,
            Series = hours.Publish(sealBallots: open == 0),
        };
    }

    private static Interval Over(ReadOnlySpan<long> columns)
    {
        long largest = 0;
        foreach (var network in columns[1..]) largest = Math.Max(largest, network);
        return new Interval(largest, columns[0]);
    }

    private static Dictionary<Network, long> ByNetwork(long[] answered)
    {
        var by = new Dictionary<Network, long>();
        for (var network = 1; network < answered.Length; network++)
        {
            if (answered[network] != 0) by[(Network)network] = answered[network];
        }

        return by;
    }

    private long Of(EvidenceKind kind, Ring ring) => evidence[(int)kind << 3 | (int)ring];

    private long Of(EvidenceKind kind) => Of(kind, Ring.Answered) + Of(kind, Ring.Joined) + Of(kind, Ring.Amplified) + Of(kind, Ring.None);

    private long People(Hours.Plane plane, int column) => standing[(int)plane * Hours.Columns + column];

    private Dictionary<EvidenceKind, long> ByRoute(int open)
    {
        var by = new Dictionary<EvidenceKind, long>();
        for (var kind = EvidenceKind.Press; kind <= EvidenceKind.Quote; kind++) by[kind] = byRoute[(int)kind] + open * byRoute[8 + (int)kind];
        return by;
    }
}
