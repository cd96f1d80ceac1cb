using Antiphon.Tally;

namespace Antiphon.Server.Simulation;

/// <summary>One hour of the truth.</summary>
internal sealed record TruthHour(DateTimeOffset T, long Answered, long Joined, long Posts);

/// <summary>People of one ring.</summary>
internal sealed record TruthRing(long AtLeast, long AtMost, IReadOnlyDictionary<string, long> ByNetwork);

/// <summary>What stands when everything of the second file is gone.</summary>
internal sealed record TruthAfter(long Answered, long EverAnswered, long Posts);

/// <summary>What is true of a simulated weekend, because it was made so: what a count of its file must come to.</summary>
/// <param name="CallPosts">The call's own posts on the networks, as <c>--call-post</c> takes them.</param>
/// <param name="Events">Lines of the file, without its first.</param>
/// <param name="Repeated">Boosts and likes that somebody had given before: counted once.</param>
/// <param name="Authors">Different authors of posts, replies, comments and quotes.</param>
/// <param name="Stories">People who told what happened.</param>
/// <param name="ByRoute">People who answered, by how their earliest answer came.</param>
/// <param name="PeakHour">The hour in which the most people answered.</param>
/// <param name="After">Null where no second file was asked for.</param>
internal sealed record Truth(
    ulong Seed,
    DateTimeOffset Call,
    IReadOnlyList<string> CallPosts,
    long Events,
    long Repeated,
    long Written,
    long Authors,
    TruthRing Answered,
    TruthRing Joined,
    TruthRing Amplified,
    long Stories,
    long Posts,
    long Replies,
    long Boosts,
    long Likes,
    IReadOnlyDictionary<string, long> ByRoute,
    DateTimeOffset PeakHour,
    IReadOnlyList<TruthHour> Series,
    TruthAfter? After);

/// <summary>
/// Keeps the truth while a weekend is made. It knows nothing of the ledger, the board or the recogniser: it is told where each sentence puts its author, and remembers for each person the
/// innermost ring and the earliest time in it.
/// </summary>
internal sealed class TruthKeeper
{
    private const byte Nowhere = 4;

    private readonly List<byte> network = [];
    private readonly List<byte> ring = [];
    private readonly List<byte> route = [];
    private readonly List<bool> story = [];
    private readonly List<long> since = [];
    private readonly List<int> answers = [];
    private readonly HashSet<ulong> given = [];
    private readonly SortedDictionary<long, long> posts = [];
    private long replies, boosts, likes, standing, repeated, events;

    public int People => ring.Count;

    public int New(Network on)
    {
        network.Add((byte)on);
        ring.Add(Nowhere);
        route.Add(0);
        story.Add(false);
        since.Add(0);
        answers.Add(0);
        return ring.Count - 1;
    }

    public void Published(int person, Ring puts, EvidenceKind kind, bool tells, long at)
    {
        events++;
        if (kind == EvidenceKind.Post && puts == Ring.None) return;
        standing++;
        var hour = at / 3_600_000;
        posts[hour] = posts.GetValueOrDefault(hour) + 1;
        if (puts == Ring.None) replies++;
        Stood(person, puts, kind, at);
        if (puts != Ring.Answered) return;
        answers[person]++;
        if (tells) story[person] = true;
    }

    /// <param name="post">The number of the boosted or liked post among all.</param>
    /// <param name="counts">Whether it is the call or an answer.</param>
    public void Amplified(int person, int post, bool boost, bool counts, long at)
    {
        events++;
        if (!given.Add((ulong)post << 33 | (ulong)(uint)person << 1 | (boost ? 1u : 0u)))
        {
            repeated++;
            return;
        }

        if (!counts) return;
        if (boost) boosts++;
        else likes++;
        Stood(person, Ring.Amplified, boost ? EvidenceKind.Boost : EvidenceKind.Like, at);
    }

    public Truth Told(ulong seed, IReadOnlyList<string> callPosts, long written, long authors, IEnumerable<(int Person, Ring Ring)>? gone)
    {
        var answered = new SortedDictionary<long, (long Answered, long Joined)>();
        var routes = new SortedDictionary<string, long>(StringComparer.Ordinal);
        long stories = 0;
        for (var person = 0; person < ring.Count; person++)
        {
            var hour = since[person] / 3_600_000;
            var (a, j) = answered.GetValueOrDefault(hour);
            if (ring[person] == (byte)Ring.Answered)
            {
                answered[hour] = (a + 1, j);
                var by = ((EvidenceKind)route[person]).ToString();
                routes[by] = routes.GetValueOrDefault(by) + 1;
                if (story[person]) stories++;
            }
            else if (ring[person] == (byte)Ring.Joined)
            {
                answered[hour] = (a, j + 1);
            }
        }

        var hours = answered.Keys.Union(posts.Keys).Order().Select(
            hour => new TruthHour(At(hour * 3_600_000), answered.GetValueOrDefault(hour).Answered, answered.GetValueOrDefault(hour).Joined, posts.GetValueOrDefault(hour))).ToList();
        return new Truth(
            seed, At(WeekendShape.CallAt), callPosts, events, repeated, written, authors, In(Ring.Answered), In(Ring.Joined), In(Ring.Amplified), stories, standing, replies, boosts, likes, routes,
            hours.MaxBy(static hour => hour.Answered)?.T ?? default, hours, gone is null ? null : After(gone));
    }

    private static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    private void Stood(int person, Ring puts, EvidenceKind kind, long at)
    {
        var before = ring[person];
        if ((byte)puts > before || puts == Ring.None) return;
        if ((byte)puts == before && (at, (byte)kind).CompareTo((since[person], route[person])) >= 0) return;
        (ring[person], since[person], route[person]) = ((byte)puts, at, (byte)kind);
    }

    private TruthRing In(Ring of)
    {
        var by = new SortedDictionary<string, long>(StringComparer.Ordinal);
        for (var person = 0; person < ring.Count; person++)
        {
            if (ring[person] != (byte)of) continue;
            var on = ((Network)network[person]).ToString().ToLowerInvariant();
            by[on] = by.GetValueOrDefault(on) + 1;
        }

        return new TruthRing(by.Values.DefaultIfEmpty().Max(), by.Values.Sum(), by);
    }

    private TruthAfter After(IEnumerable<(int Person, Ring Ring)> gone)
    {
        var left = answers.ToArray();
        var remaining = standing;
        foreach (var (person, puts) in gone)
        {
            remaining--;
            if (puts == Ring.Answered) left[person]--;
        }

        return new TruthAfter(left.LongCount(static n => n > 0), answers.LongCount(static n => n > 0), remaining);
    }
}
