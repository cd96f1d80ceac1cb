using System.Runtime.InteropServices;
using Antiphon.Tally;

namespace Antiphon.Calls.Spreading;

/// <summary>How a call spread, folded from its ledger's lines, oldest first; it goes on where it stopped. Pure, and owned by one thread.</summary>
/// <param name="roots">The call's own post, here and on other networks.</param>
/// <param name="links">Accounts that their owners linked.</param>
public sealed class SpreadFold(long call, IEnumerable<PostKey> roots, Links links)
{
    private const long HourMs = 3_600_000;

    /// <summary>Levels of the thread that are told apart; the last holds everything deeper.</summary>
    public const int MostLevels = 12;

    /// <summary>Posts between an answer and the post through which it came, at most: a longer chain carries nobody over.</summary>
    private const int LongestWay = 64;

    /// <summary>So many of the posts through which others answered are told apart.</summary>
    private const int MostCarriers = 50;

    private readonly HashSet<PostKey> roots = [.. roots];
    private readonly Dictionary<int, Person> people = [];
    private readonly Dictionary<PostKey, Node> nodes = [];
    private readonly LanguageSteps languages = new();
    private Links links = links;
    private bool joined;
    private long ballots;

    /// <summary>The last line that was taken in.</summary>
    public long Sequence { get; set; }

    /// <summary>How much it holds.</summary>
    public int People => people.Count;

    /// <summary>Goes on with other links.</summary>
    /// <returns>False where they change what was folded: then it must be folded again from nothing.</returns>
    public bool Relink(Links now)
    {
        if (joined || people.Keys.Any(id => now.Canonical(id) != id)) return false;
        links = now;
        return true;
    }

    public void Take(in SpreadLine line)
    {
        var e = line.Entry.Evidence;
        Sequence = line.Entry.Sequence;
        if (e.Kind is EvidenceKind.Reply or EvidenceKind.Quote || (line.Parent | line.Quoted) != 0) Hang(line);
        if (e.Ring != Ring.Answered || e.Tier == Tier.V || e.Kind is EvidenceKind.Boost or EvidenceKind.Like) return;
        var id = links.Canonical(e.Person);
        joined |= id != e.Person;
        ref var person = ref CollectionsMarshal.GetValueRefOrAddDefault(people, id, out _);
        Count(person, -1);
        if (line.Entry.Closes == 0) Enter(ref person, line);
        else Leave(ref person, line);
        Count(person, +1);
        languages.Line();
    }

    /// <summary>How it has spread up to <see cref="Sequence"/>.</summary>
    public Spread Publish(long asOf)
    {
        var open = ballots >= Cell.Least;
        var levels = new Levels(nodes, roots);
        var hours = new Dictionary<(long, Network), Ways>();
        var stands = new Dictionary<long, Stand>();
        var left = new Dictionary<long, long>();
        var carried = new Dictionary<PostKey, long>();
        long through = 0;
        foreach (var person in people.Values)
        {
            if (person.Answers is null)
            {
                if (person.LeftAt == 0 || (person.WasBallot && !open)) continue;
                Add(stands, person.Hour, ever: 1, standing: 0);
                left[HourOf(person.LeftAt)] = left.GetValueOrDefault(HourOf(person.LeftAt)) + 1;
                continue;
            }

            if (person.IsBallot && !open) continue;
            var lead = person.Lead;
            var t = HourOf(lead.At);
            Add(stands, t, ever: 1, standing: 1);
            ref var ways = ref CollectionsMarshal.GetValueRefOrAddDefault(hours, (t, lead.Network), out _);
            ways = Add(ways with { T = t, Network = lead.Network }, lead, levels);
            if (Credit(lead, carried)) through++;
        }

        return new Spread
        {
            Call = call,
            Sequence = Sequence,
            AsOf = asOf,
            Hours = [.. hours.Values.OrderBy(static w => w.T).ThenBy(static w => w.Network)],
            Decay = [.. stands.Values.OrderBy(static s => s.T)],
            Left = [.. left.OrderBy(static pair => pair.Key).Select(static pair => (pair.Key, pair.Value))],
            Languages = languages.Publish(),
            Thread = levels.Shape(),
            Carriers = [.. carried.OrderByDescending(static pair => pair.Value).ThenBy(static pair => pair.Key.Key).Take(MostCarriers).Select(static pair => new Carried(pair.Key, pair.Value))],
            CarrierCount = carried.Count,
            CarriedPeople = through,
        };
    }

    private static long HourOf(long at) => at / HourMs * HourMs;

    private static void Add(Dictionary<long, Stand> stands, long t, int ever, int standing)
    {
        ref var stand = ref CollectionsMarshal.GetValueRefOrAddDefault(stands, t, out _);
        stand = new Stand(t, stand.Ever + ever, stand.Standing + standing);
    }

    private static Ways Add(Ways ways, Said lead, Levels levels) => lead.Kind switch
    {
        EvidenceKind.Post => ways with { Free = ways.Free + 1 },
        EvidenceKind.Press or EvidenceKind.Ballot => ways with { Button = ways.Button + 1 },
        EvidenceKind.Reply when levels.Of(new PostKey(lead.Network, lead.Source)) > 1 => ways with { Deeper = ways.Deeper + 1 },
        _ => ways with { Direct = ways.Direct + 1 },
    };

    private void Enter(ref Person person, in SpreadLine line)
    {
        var e = line.Entry.Evidence;
        var said = new Said(line.Entry.Sequence, line.Source, e.At, e.Network, e.Kind, e.Tier, languages.NumberOf(line.Language));
        person.Answers = person.Answers is { } more ? [.. more, said] : [said];
        person.LeftAt = 0;
    }

    private static void Leave(ref Person person, in SpreadLine line)
    {
        var closes = line.Entry.Closes;
        if (person.Answers is not { } answers) return;
        var hour = HourOf(person.Lead.At);
        var rest = answers.Where(said => said.Sequence != closes).ToArray();
        if (rest.Length > 0)
        {
            person.Answers = rest;
            return;
        }

        person = new Person { Hour = hour, LeftAt = Math.Max(1, line.Recorded), WasBallot = line.Entry.Evidence.Tier == Tier.C };
    }

    private void Count(in Person person, int by)
    {
        if (person.Answers is null) return;
        languages.Move(person.Lead.Language, by);
        if (person.IsBallot) ballots += by;
    }

    /// <summary>Where a post hangs.</summary>
    private void Hang(in SpreadLine line)
    {
        var e = line.Entry.Evidence;
        if (e.Kind is EvidenceKind.Boost or EvidenceKind.Like) return;
        var key = new PostKey(e.Network, line.Source);
        if (line.Entry.Closes == 0) nodes[key] = new Node(line.Entry.Sequence, e.Person, line.Parent, line.Quoted, e.Kind == EvidenceKind.Reply);
        else if (nodes.TryGetValue(key, out var node) && node.Sequence == line.Entry.Closes) nodes.Remove(key);
    }

    /// <summary>Every post between this answer and the call has carried it, but for the person's own.</summary>
    private bool Credit(Said lead, Dictionary<PostKey, long> carried)
    {
        if (!nodes.TryGetValue(new PostKey(lead.Network, lead.Source), out var node)) return false;
        var (own, any) = (node.Person, false);
        Span<long> way = stackalloc long[LongestWay];
        for (var steps = 0; steps < LongestWay; steps++)
        {
            var up = new PostKey(lead.Network, node.Parent != 0 ? node.Parent : node.Quoted);
            if (up.Key == 0 || roots.Contains(up) || way[..steps].Contains(up.Key)) break;
            way[steps] = up.Key;
            var known = nodes.TryGetValue(up, out var above);
            if (!known || above.Person != own)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(carried, up, out _)++;
                any = true;
            }

            if (!known) break;
            node = above;
        }

        return any;
    }

    /// <summary>One standing answer of a person.</summary>
    private readonly record struct Said(long Sequence, long Source, long At, Network Network, EvidenceKind Kind, Tier Tier, int Language);

    /// <summary>A post that hangs on another.</summary>
    private readonly record struct Node(long Sequence, int Person, long Parent, long Quoted, bool Reply);

    private struct Person
    {
        /// <summary>Null where nothing stands. Nine in ten people have one.</summary>
        public Said[]? Answers;

        /// <summary>The hour of the answer that left.</summary>
        public long Hour;

        /// <summary>UTC ms; 0 for somebody who stands, or never stood.</summary>
        public long LeftAt;

        public bool WasBallot;

        /// <summary>The earliest; of one time the one that is first in the order of kinds, as the count takes it.</summary>
        public readonly Said Lead => Answers!.Length == 1 ? Answers[0] : Answers.MinBy(static said => (said.At, said.Kind, said.Source));

        /// <summary>Stands by ballots alone.</summary>
        public readonly bool IsBallot => Answers is { } answers && Array.TrueForAll(answers, static said => said.Tier == Tier.C);
    }

    /// <summary>How many replies lead from the call to each post of its thread.</summary>
    private sealed class Levels(Dictionary<PostKey, Node> nodes, HashSet<PostKey> roots)
    {
        private readonly Dictionary<PostKey, int> known = [];

        /// <summary>From 1; 0 where a post in between is not known.</summary>
        public int Of(PostKey post)
        {
            var way = new Stack<PostKey>();
            int level;
            while (true)
            {
                if (known.TryGetValue(post, out level)) break;
                if (!nodes.TryGetValue(post, out var node) || node.Parent == 0)
                {
                    known[post] = level = 0;
                    break;
                }

                var parent = new PostKey(post.Network, node.Parent);
                if (roots.Contains(parent))
                {
                    known[post] = level = 1;
                    break;
                }

                // Until it is known from above, a ring of posts that reply to each other leads nowhere.
                known[post] = 0;
                way.Push(post);
                post = parent;
            }

            while (way.TryPop(out var below)) known[below] = level = level == 0 ? 0 : level + 1;
            return level;
        }

        public ThreadShape Shape()
        {
            var levels = new long[MostLevels];
            long unknown = 0;
            var deepest = 0;
            foreach (var (post, node) in nodes)
            {
                if (!node.Reply) continue;
                var level = Of(post);
                deepest = Math.Max(deepest, level);
                if (level == 0) unknown++;
                else levels[Math.Min(level, MostLevels) - 1]++;
            }

            return new ThreadShape([.. levels.AsSpan(0, Math.Min(deepest, MostLevels))], unknown, deepest);
        }
    }
}
