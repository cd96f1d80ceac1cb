using Antiphon.Tally;

namespace Antiphon.Server.Simulation;

/// <summary>What to simulate.</summary>
/// <param name="Events">Of the first 24 hours if there are as many, or of all hours if there are fewer.</param>
/// <param name="Hours">From the call on.</param>
internal sealed record WeekendPlan(long Events, int Hours, ulong Seed, bool WithGone);

/// <summary>
/// Makes a weekend, event by event in the order of time, from a seed alone: the same plan gives the same bytes on every machine. How many events of each kind fall into a minute is settled by the
/// shape; who does them and what is said is drawn.
/// </summary>
internal sealed class Weekend
{
    private const int MinuteMs = 60_000;

    /// <summary>Of the first hour, in which the call was posted.</summary>
    private const int CallMinute = (int)((WeekendShape.CallAt - WeekendShape.FirstHour) / MinuteMs);

    /// <summary>A post is found again by this many that came after it; older ones are passed on no more.</summary>
    private const int Remembered = 20_000;

    private readonly WeekendPlan plan;
    private readonly LineWriter lines;
    private readonly TruthKeeper truth = new();
    private readonly Side[] sides;
    private readonly List<Published> posts = [];
    private Draws draws;
    private long authors;

    public Weekend(WeekendPlan plan, LineWriter lines)
    {
        this.plan = plan;
        this.lines = lines;
        draws = new Draws(plan.Seed);
        sides = [.. WeekendShape.Networks.Select(shape => new Side(shape, plan, posts.Count + Array.IndexOf([.. WeekendShape.Networks], shape)))];
        foreach (var side in sides)
        {
            // The call's own post on each network stands first; it is known by its number and not among the lines. On some it was never posted: nobody knows what that number is.
            posts.Add(new Published(-1, side.HasCall ? Ring.Answered : Ring.None, EvidenceKind.Post, WeekendShape.CallAt, LineWriter.CallId, side.Shape.Network, side.HasCall));
        }
    }

    /// <summary>The call's own posts, as <c>import --call-post</c> takes them.</summary>
    public IReadOnlyList<string> CallPosts => [.. sides.Where(static side => side.HasCall).Select(static side => $"{side.Shape.Name}:{LineWriter.CallId}")];

    public long Total => sides.Sum(static side => side.Total);

    /// <summary>Writes everything.</summary>
    public Truth Make(Action<long> progress, CancellationToken cancel)
    {
        var events = new List<(long At, int Side, SimulatedKind Kind)>();
        var minutes = plan.Hours * 60 + CallMinute;
        long made = 0;
        for (var minute = CallMinute; minute < minutes; minute++)
        {
            cancel.ThrowIfCancellationRequested();
            events.Clear();
            var first = Math.Max(WeekendShape.FirstHour + (long)minute * MinuteMs, WeekendShape.CallAt + 1);
            var length = (int)(WeekendShape.FirstHour + (long)(minute + 1) * MinuteMs - first);
            for (var side = 0; side < sides.Length; side++)
            {
                foreach (var (kind, count) in sides[side].Due(minute, minutes))
                {
                    for (var i = 0; i < count; i++) events.Add((first + draws.Below(length), side, kind));
                }
            }

            events.Sort();
            foreach (var (at, side, kind) in events) Happen(sides[side], kind, at);
            made += events.Count;
            progress(made);
        }

        IEnumerable<(int, Ring)>? gone = plan.WithGone ? [.. Gone()] : null;
        return truth.Told(plan.Seed, CallPosts, lines.Written, authors, gone);
    }

    private void Happen(Side side, SimulatedKind kind, long at)
    {
        switch (kind)
        {
            case SimulatedKind.Post:
                Publish(side, Sayings.Free(ref draws), EvidenceKind.Post, at, 0);
                break;
            case SimulatedKind.Reply:
                Publish(side, Sayings.UnderTheCall(ref draws), EvidenceKind.Reply, at, LineWriter.CallId);
                break;
            case SimulatedKind.Quote:
                Publish(side, Sayings.Quoting(ref draws), EvidenceKind.Quote, at, LineWriter.CallId);
                break;
            case SimulatedKind.Comment:
                var under = posts[side.Recent(ref draws)];
                Publish(side, Sayings.Comment(ref draws), under.InThread ? EvidenceKind.Reply : EvidenceKind.Post, at, under.Id);
                break;
            default:
                PassOn(side, kind == SimulatedKind.Boost, at);
                break;
        }
    }

    private void Publish(Side side, Saying saying, EvidenceKind kind, long at, long about)
    {
        var person = side.Author(truth, ref draws, out var first);
        if (first) authors++;
        var id = LineWriter.FirstId + posts.Count;
        lines.Post(side.Shape.Name, id, person, at, saying, kind, about);
        truth.Published(person, saying.Ring, kind, saying.Story, at);
        if (saying.Ring != Ring.None) side.Remember(posts.Count, ref draws);
        posts.Add(new Published(person, saying.Ring, kind, at, id, side.Shape.Network, kind == EvidenceKind.Reply));
    }

    private void PassOn(Side side, bool boost, long at)
    {
        var person = side.Anybody(truth, ref draws);
        var target = draws.Chance(boost ? side.Shape.CallBoosts : side.Shape.CallLikes) ? side.CallPost : boost ? side.Boosted(ref draws) : side.Recent(ref draws);
        var post = posts[target];
        lines.PassedOn(side.Shape.Name, boost, boost ? LineWriter.FirstBoost + lines.Written : 0, person, at, post.Id);
        truth.Amplified(person, target, boost, post.Ring == Ring.Answered, at);
    }

    /// <summary>What is gone some years later, by the shares of the day on which it was published.</summary>
    private IEnumerable<(int Person, Ring Ring)> Gone()
    {
        var peak = WeekendShape.FirstHour / 86_400_000 + 1;
        foreach (var post in posts.Where(static post => post.Person >= 0))
        {
            if (!draws.Chance(post.At / 86_400_000 == peak ? WeekendShape.GoneOfPeakDay : WeekendShape.GoneOfOthers)) continue;
            lines.Gone(post.Network.ToString().ToLowerInvariant(), post.Id);
            if (post.Kind != EvidenceKind.Post || post.Ring != Ring.None) yield return (post.Person, post.Ring);
        }
    }

    /// <summary>A post that was made.</summary>
    /// <param name="InThread">Whether it is the call or stands somewhere below it.</param>
    private readonly record struct Published(int Person, Ring Ring, EvidenceKind Kind, long At, long Id, Network Network, bool InThread);

    /// <summary>One network while its weekend is made.</summary>
    private sealed class Side
    {
        private readonly List<int> writers = [];
        private readonly List<int> everybody = [];
        private readonly int[] recent = new int[Remembered];
        private readonly int[] boosted = new int[Remembered];
        private readonly int[] hot = new int[Remembered];
        private readonly double[] upTo;
        private readonly (SimulatedKind Kind, long Total)[] totals;
        private readonly long[] done;
        private long postsLeft, writersLeft, actsLeft, othersLeft;
        private int recentCount, boostedCount, hotCount;

        public Side(NetworkShape shape, WeekendPlan plan, int callPost)
        {
            Shape = shape;
            CallPost = callPost;
            upTo = new double[plan.Hours + 2];
            for (var hour = 0; hour <= plan.Hours; hour++) upTo[hour + 1] = upTo[hour] + WeekendShape.Weight(shape, hour);
            totals = [.. shape.Kinds.Select(kind => (kind.Kind, (long)(kind.Share * plan.Events)))];
            done = new long[totals.Length];
            Total = upTo[^1] == 0 ? 0 : totals.Sum(static kind => kind.Total);
            postsLeft = totals.Where(static kind => kind.Kind < SimulatedKind.Boost).Sum(static kind => kind.Total);
            actsLeft = Total - postsLeft;
            writersLeft = Math.Max(1, (long)(postsLeft * shape.AuthorsPerPost));
            othersLeft = Math.Max(1, (long)(Total * shape.PeoplePerEvent) - writersLeft);
        }

        public NetworkShape Shape { get; }

        public int CallPost { get; }

        /// <summary>Whether the call was posted there.</summary>
        public bool HasCall => Shape.Kinds.Any(static kind => kind.Kind == SimulatedKind.Reply);

        public long Total { get; }

        /// <summary>How many of each kind fall into a minute; over all minutes exactly the total.</summary>
        public IEnumerable<(SimulatedKind Kind, int Count)> Due(int minute, int minutes)
        {
            if (Total == 0) yield break;
            var (hour, within) = ((minute + 1) / 60, (minute + 1) % 60 / 60.0);
            var share = minute + 1 == minutes ? 1 : (upTo[hour] + (hour + 1 < upTo.Length ? (upTo[hour + 1] - upTo[hour]) * within : 0)) / upTo[^1];
            for (var i = 0; i < totals.Length; i++)
            {
                var due = (long)(totals[i].Total * Math.Min(1, share));
                if (due <= done[i]) continue;
                yield return (totals[i].Kind, (int)(due - done[i]));
                done[i] = due;
            }
        }

        /// <summary>Who writes: somebody new until there are as many as there should be (Knuth's selection sampling), else somebody who has written.</summary>
        public int Author(TruthKeeper truth, ref Draws draws, out bool first)
        {
            first = writers.Count == 0 || draws.Chance((double)writersLeft / Math.Max(1, postsLeft));
            postsLeft--;
            if (!first) return writers[draws.Below(writers.Count)];
            writersLeft--;
            var person = truth.New(Shape.Network);
            writers.Add(person);
            everybody.Add(person);
            return person;
        }

        public int Anybody(TruthKeeper truth, ref Draws draws)
        {
            var first = everybody.Count == 0 || draws.Chance((double)othersLeft / Math.Max(1, actsLeft));
            actsLeft--;
            if (!first) return everybody[draws.Below(everybody.Count)];
            othersLeft--;
            var person = truth.New(Shape.Network);
            everybody.Add(person);
            return person;
        }

        public void Remember(int post, ref Draws draws)
        {
            recent[recentCount++ % Remembered] = post;
            if (!draws.Chance(WeekendShape.Boosted)) return;
            boosted[boostedCount++ % Remembered] = post;
            if (draws.Chance(WeekendShape.Hot)) hot[hotCount++ % Remembered] = post;
        }

        /// <summary>A post of late; the call where there is none yet.</summary>
        public int Recent(ref Draws draws) => Of(recent, recentCount, ref draws) ?? CallPost;

        public int Boosted(ref Draws draws) =>
            (draws.Chance(WeekendShape.HotBoosts) ? Of(hot, hotCount, ref draws) : null) ?? Of(boosted, boostedCount, ref draws) ?? Recent(ref draws);

        private static int? Of(int[] posts, int count, ref Draws draws) => count == 0 ? null : posts[draws.Below(Math.Min(count, Remembered))];
    }
}
