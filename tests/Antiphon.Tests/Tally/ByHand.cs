using Antiphon.Tally;

namespace Antiphon.Tests.Tally;

/// <summary>The count written down once more, slowly, from docs/counting.md alone: grouping and sorting, no state, nothing shared with the real one.</summary>
internal static class ByHand
{
    private sealed record Person(Ring Ring, Evidence[] OfRing)
    {
        public Evidence Lead => OfRing.OrderBy(e => e.At).ThenBy(e => e.Kind).First();

        public Tier Tier => OfRing.Min(e => e.Tier);

        public bool Ballot => Ring == Ring.Answered && Tier == Tier.C;

        public IEnumerable<Network> Networks => OfRing.Select(e => e.Network).Distinct();

        public long Hour => Lead.At / 3_600_000 * 3_600_000;
    }

    public static Count Count(Entry[] oldestFirst, Links links)
    {
        int Id(Evidence e) => links.Canonical(e.Person);
        Ring RingOf(Evidence e) => e.Ring != Ring.None && e.Kind is EvidenceKind.Boost or EvidenceKind.Like ? Ring.Amplified : e.Ring;
        Ring Seen(Evidence e) => e.Ring == Ring.None ? Ring.None : RingOf(e);
        bool IsPost(Evidence e) => e.Kind is EvidenceKind.Post or EvidenceKind.Reply or EvidenceKind.Quote;
        bool IsAnswer(Evidence e) => Seen(e) == Ring.Answered && e.Tier != Tier.V;

        var standing = Ledgers.Standing(oldestFirst);
        var counted = standing.Where(e => e.Tier != Tier.V).ToList();
        var people = counted.Where(e => Seen(e) != Ring.None).GroupBy(Id).ToDictionary(
            person => person.Key,
            person => new Person(person.Min(Seen), [.. person.Where(e => Seen(e) == person.Min(Seen))]));
        var gone = oldestFirst.Where(line => line.Closes != 0 && IsAnswer(line.Evidence)).GroupBy(line => Id(line.Evidence))
            .Where(person => !(people.TryGetValue(person.Key, out var now) && now.Ring == Ring.Answered)).Select(person => person.Last()).ToList();

        var open = people.Values.Count(person => person.Ballot) >= 10;
        var answered = people.Values.Where(person => person.Ring == Ring.Answered && (open || !person.Ballot)).ToList();
        var joined = people.Values.Where(person => person.Ring == Ring.Joined).ToList();
        gone = [.. gone.Where(line => open || line.Evidence.Tier != Tier.C)];
        long removed = gone.Count(line => line.Reason is LeaveReason.Removed or LeaveReason.Moved);
        var posts = counted.Where(IsPost).ToList();
        return new Count
        {
            Sequence = oldestFirst.Length == 0 ? 0 : oldestFirst[^1].Sequence,
            Answered = Interval(answered),
            Joined = Interval(joined),
            Amplified = Interval([.. people.Values.Where(person => person.Ring == Ring.Amplified)]),
            Visitors = standing.Where(e => e.Tier == Tier.V && Seen(e) == Ring.Answered).Select(Id).Distinct().Count(id => !people.ContainsKey(id)),
            ByNetwork = answered.SelectMany(person => person.Networks).GroupBy(network => network).ToDictionary(on => on.Key, on => (long)on.Count()),
            ByTier = new[] { Tier.A, Tier.B, Tier.C, Tier.D }.ToDictionary(tier => tier, tier => Cell(tier, people.Values)),
            ByRoute = Enumerable.Range(1, 5).ToDictionary(kind => (EvidenceKind)kind, kind => (long)answered.Count(person => (int)person.Lead.Kind == kind)),
            Stories = answered.Count(person => person.OfRing.Any(e => e.Story)),
            Posts = posts.Count,
            Replies = posts.Count(e => e is { Ring: Ring.None, Kind: EvidenceKind.Reply }),
            Boosts = counted.Count(e => e.Kind == EvidenceKind.Boost),
            Likes = counted.Count(e => e.Kind == EvidenceKind.Like),
            EverAnswered = answered.Count + gone.Count,
            Withdrawn = gone.Count - removed,
            Removed = removed,
            Series = Series(answered, joined, posts),
        };
    }

    private static Cell Cell(Tier tier, IEnumerable<Person> people)
    {
        var number = people.Count(person => person.Ring == Ring.Answered && person.Tier == tier);
        return tier == Tier.C && number < 10 ? Antiphon.Tally.Cell.Few : Antiphon.Tally.Cell.Exact(number);
    }

    private static Interval Interval(List<Person> people) =>
        new(people.SelectMany(person => person.Networks).GroupBy(network => network).Select(on => (long)on.Count()).DefaultIfEmpty().Max(), people.Count);

    private static List<Hour> Series(List<Person> answered, List<Person> joined, List<Evidence> posts)
    {
        static long HourOf(Evidence e) => e.At / 3_600_000 * 3_600_000;
        long[] hours = [.. answered.Concat(joined).Select(person => person.Hour).Concat(posts.Select(HourOf)).Distinct().Order()];
        return [.. hours.Select(t => new Hour(
            t,
            answered.Count(person => person.Hour == t),
            joined.Count(person => person.Hour == t),
            posts.Count(e => HourOf(e) == t),
            Enum.GetValues<Network>().Select(network => (network, on: new HourOnNetwork(
                answered.Count(person => person.Hour == t && person.Networks.Contains(network)),
                joined.Count(person => person.Hour == t && person.Networks.Contains(network)),
                posts.Count(e => HourOf(e) == t && e.Network == network)))).Where(pair => pair.on != default).ToDictionary(pair => pair.network, pair => pair.on)))];
    }
}
