using System.Numerics;
using static Antiphon.Tally.Hours.Plane;

namespace Antiphon.Tally;

/// <summary>One call's live count, kept up with every line of the ledger. Owned by one thread; what it publishes may be read by all.</summary>
/// <remarks>
/// A board knows where each person stands and not by which evidence, so whoever takes evidence back tells it what remains. It always equals the
/// <see cref="Fold"/> of the same ledger. A boost or a like is never more than <see cref="Ring.Amplified"/>, whatever it is said to be.
/// </remarks>
public sealed partial class Board
{
    private Links links;
    private readonly People people;
    private readonly Hours hours = new();

    // [plane, column] as in Hours, with people who amplified in the place of posts.
    private readonly long[] standing = new long[4 * Hours.Columns];
    private readonly long[] byTier = new long[5];

    // The second half of each is the anonymous ballots' part, which is sealed while it is small.
    private readonly long[] byRoute = new long[16];
    private readonly long[] stories = new long[2];
    private readonly long[] withdrawn = new long[2];
    private readonly long[] removed = new long[2];

    // [kind, ring].
    private readonly long[] evidence = new long[64];
    private long visitors;

    /// <summary>An empty board.</summary>
    /// <param name="links">Accounts that their owners linked, or null where there are none. Later links: see <see cref="Relink"/>.</param>
    /// <param name="expected">How many people to make room for; more fit.</param>
    public Board(Links? links = null, int expected = 0)
    {
        this.links = links ?? Links.None;
        people = new People(expected);
    }

    /// <summary>The ledger's line up to which this board counts.</summary>
    public long Sequence { get; set; }

    /// <summary>Evidence enters. In any order the outcome is the same.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The evidence holds a kind, ring, tier, network, person or time that does not exist.</exception>
    public void Enter(in Evidence e)
    {
        var ring = Evident.RingOf(e);
        CountEvidence(e, ring, +1);
        if (ring == (uint)Ring.None) return;

        ref var person = ref people.Of(links.Canonical(e.Person));
        CountPerson(person, -1);
        person = person.With(Standing.By(e, ring));
        CountPerson(person, +1);
    }

    /// <summary>Evidence no longer stands.</summary>
    /// <param name="gone">The evidence, exactly as it entered.</param>
    /// <param name="why">Why it went.</param>
    /// <param name="remaining">All other evidence of the same person (of all their linked accounts) that still stands, in any order.</param>
    /// <exception cref="ArgumentException">Something of somebody else is said to remain.</exception>
    /// <exception cref="InvalidOperationException">No such evidence ever entered.</exception>
    public void Leave(in Evidence gone, LeaveReason why, ReadOnlySpan<Evidence> remaining)
    {
        var ring = Evident.RingOf(gone);
        var id = links.Canonical(gone.Person);
        var left = new Standing();
        foreach (ref readonly var e in remaining)
        {
            if (links.Canonical(e.Person) != id) throw new ArgumentException("What remains of a person cannot be another's.", nameof(remaining));
            var its = Evident.RingOf(e);
            if (its != (uint)Ring.None) left = left.With(Standing.By(e, its));
        }

        CountEvidence(gone, ring, -1);
        ref var person = ref people.Of(id);
        CountPerson(person, -1);
        person = person.Emptied().With(left);
        if (IsAnswer(gone, ring)) person = person.Left(why, gone.Tier == Tier.C);
        CountPerson(person, +1);
    }

    /// <summary>Counts with other links from here on, where that changes nothing so far: nobody whom they concern has taken part.</summary>
    /// <returns>Whether it does; if not, it is as it was, and the ledger must be folded anew with these links.</returns>
    public bool Relink(Links later)
    {
        foreach (var person in links.Unlike(later))
        {
            if (!people.Of(links.Canonical(person)).IsBlank) return false;
        }

        links = later;
        return true;
    }

    /// <summary>Takes in another board of the same call, made with the same links, that counted other people.</summary>
    /// <exception cref="ArgumentException">Both boards know the same person.</exception>
    public void Absorb(Board other)
    {
        foreach (var (person, theirs) in other.people.All())
        {
            ref var mine = ref people.Of(person);
            if (!mine.IsBlank) throw new ArgumentException("Boards to be merged must not share a person.", nameof(other));
            mine = theirs;
            CountPerson(theirs, +1);
        }

        hours.AbsorbPosts(other.hours);
        for (var i = 0; i < evidence.Length; i++) evidence[i] += other.evidence[i];
        Sequence = Math.Max(Sequence, other.Sequence);
    }

    private static bool IsAnswer(in Evidence e, uint ring) => ring == (uint)Ring.Answered && e.Tier != Tier.V;

    private void CountEvidence(in Evidence e, uint ring, int by)
    {
        if (e.Tier == Tier.V) return;
        if ((evidence[(int)((uint)e.Kind << 3 | ring)] += by) < 0) throw new InvalidOperationException("Evidence left that never entered.");
        if (Evident.IsPost(e.Kind)) hours.Add((int)(e.At / Evident.HourInMilliseconds), Posts, (int)e.Network, by);
    }

    private void CountPerson(Standing person, int by)
    {
        switch (person.Ring)
        {
            case Ring.Answered:
                var ballot = person.Tier == Tier.C ? 1 : 0;
                CountNetworks(person, ballot == 0 ? Answered : Ballots, by);
                byTier[(int)person.Tier] += by;
                byRoute[8 * ballot + (int)person.Kind] += by;
                if (person.Story) stories[ballot] += by;
                return;
            case Ring.Joined:
                CountNetworks(person, Joined, by);
                break;
            case Ring.Amplified:
                CountNetworks(person, Posts, by);
                break;
            default:
                if (person.IsVisitor) visitors += by;
                break;
        }

        var left = person.LeftABallot ? 1 : 0;
        if (person.IsWithdrawn) withdrawn[left] += by;
        if (person.IsRemoved) removed[left] += by;
    }

    private void CountNetworks(Standing person, Hours.Plane plane, int by)
    {
        var first = (int)plane * Hours.Columns;
        var inSeries = plane != Posts;
        standing[first] += by;
        if (inSeries) hours.Add(person.Hour, plane, 0, by);
        for (var rest = person.Networks; rest != 0; rest &= rest - 1)
        {
            var network = BitOperations.TrailingZeroCount(rest) + 1;
            standing[first + network] += by;
            if (inSeries) hours.Add(person.Hour, plane, network, by);
        }
    }
}
