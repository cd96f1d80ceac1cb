using System.Runtime.InteropServices;
using Antiphon.Answers;
using Antiphon.Calls;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Intake;

/// <summary>
/// Boosts and likes, by the hundred thousand. They are sorted by person over all that is taken in at once before they are written in units: the people of a weekend come back again and again,
/// and in the order of the file each of them would touch another page of the table.
/// </summary>
internal sealed class TakeInActs(Call call, ArchivedPeople people, long file)
{
    /// <summary>What is known of the posts that were boosted and liked. Nearly all acts of a weekend are given to the same few, and asking for each of them in each unit cost more than the rest.</summary>
    private readonly Dictionary<(Network, long), Target> targets = [];

    // The ledger's line at which they were asked for: whatever becomes an answer or ceases to be one makes a line.
    private long asOf = -1;

    /// <summary>Puts acts in the order of (person, target, kind) and leaves out what is there twice.</summary>
    /// <param name="persons">The person of each act.</param>
    /// <returns>Indices of the acts.</returns>
    public static int[] Order(List<Act> acts, int[] persons)
    {
        var order = new long[acts.Count];
        for (var i = 0; i < order.Length; i++) order[i] = (long)persons[i] << 32 | (uint)i;
        Array.Sort(order);
        var all = CollectionsMarshal.AsSpan(acts);
        var sorted = new int[order.Length];
        var kept = 0;
        var first = 0;
        for (var i = 0; i < order.Length; i++)
        {
            var index = (int)order[i];
            if (i > 0 && order[i] >> 32 != order[i - 1] >> 32) first = kept;

            // Within one person, who seldom did more than a few things, by insertion.
            var at = kept;
            while (at > first && Compare(all[sorted[at - 1]], all[index]) > 0) at--;
            if (at > first && Compare(all[sorted[at - 1]], all[index]) == 0) continue;
            sorted.AsSpan(at, kept - at).CopyTo(sorted.AsSpan(at + 1));
            sorted[at] = index;
            kept++;
        }

        return sorted.AsSpan(0, kept).ToArray();
    }

    /// <summary>
    /// Puts those that will wait for their post behind the others, in the order of the table that they wait in: by person they would be strewn over all of it, unit by unit. What each of them
    /// counts for is decided in its own unit; this is about where it is written alone.
    /// </summary>
    public int[] WaitingLast(Tx tx, List<Act> acts, int[] persons, int[] order)
    {
        var settling = new Settling(tx, call, people, file, new Taken());
        Refresh(tx);
        var (entering, waiting) = (new List<int>(order.Length), new List<int>());
        foreach (var index in order) (Of(tx, settling, acts[index]).Created is null ? waiting : entering).Add(index);
        var all = CollectionsMarshal.AsSpan(waiting);
        all.Sort((one, other) =>
        {
            var (a, b) = (acts[one], acts[other]);
            return a.Network != b.Network ? a.Network.CompareTo(b.Network) : a.Target != b.Target ? a.Target.CompareTo(b.Target) : persons[one].CompareTo(persons[other]);
        });
        return [.. entering, .. waiting];
    }

    /// <summary>One unit's worth.</summary>
    public void Run(Tx tx, List<Act> acts, int[] persons, ReadOnlySpan<int> order, Taken sum)
    {
        var settling = new Settling(tx, call, people, file, sum);
        Refresh(tx);
        var lines = new List<Line>(order.Length);
        var waiting = new List<int>();
        var somebodyGone = people.AnythingGone(tx);
        foreach (var index in order)
        {
            var act = acts[index];
            ref var target = ref Of(tx, settling, act);
            if (target.Created is not { } created || (somebodyGone && people.IsGone(tx, act.Network, act.Author)))
            {
                waiting.Add(index);
                continue;
            }

            Mark(tx, act, ref target);
            var at = Amplifiers.TimeOf(call, act.At, created);
            if (at < call.Opened) sum.Before++;
            else if (!call.Counts(at)) sum.After++;
            else lines.Add(new Line(act.Target, new Evidence(persons[index], at, Ring.Amplified, act.Tier, act.Network, act.Kind, false), Amplifiers.WhyOf(act.Kind)));
        }

        var entered = LedgerBulk.Enter(tx, call.Id, file, lines, sum.Entered, out _);
        sum.Known += lines.Count - entered;
        Wait(tx, acts, persons, waiting, sum);
        asOf = tx.LastSequence;
    }

    private void Refresh(Tx tx)
    {
        if (tx.LastSequence != asOf) targets.Clear();
        asOf = tx.LastSequence;
    }

    private ref Target Of(Tx tx, Settling settling, in Act act)
    {
        ref var target = ref CollectionsMarshal.GetValueRefOrAddDefault(targets, (act.Network, act.Target), out var known);
        if (!known) target.Created = Amplifiers.TargetOf(tx, call, settling, act.Network, act.Target);
        else if (target.Created is null && settling.IsOrigin(act.Network, act.Target)) target.Created = call.Opened;
        return ref target;
    }

    private void Mark(Tx tx, in Act act, ref Target target)
    {
        if (target.Marked) return;
        Amplifiers.Mark(tx, call, act.Network, act.Target);
        target.Marked = true;
    }

    private void Wait(Tx tx, List<Act> acts, int[] persons, List<int> waiting, Taken sum)
    {
        if (waiting.Count == 0) return;
        long[] Each(Func<int, long> value) => [.. waiting.Select(value)];
        var fresh = Bulk.InsertNew(
            tx,
            "archived_acts",
            ["network", "target", "call", "author", "kind"],
            waiting.Count,
            BulkColumn.Of("network", Each(i => (long)acts[i].Network)),
            BulkColumn.Of("target", Each(i => acts[i].Target)),
            BulkColumn.Same("call", call.Id),
            BulkColumn.Of("author", Each(i => persons[i])),
            BulkColumn.Of("kind", Each(i => (long)acts[i].Kind)),
            BulkColumn.Of("at", Each(i => acts[i].At)),
            BulkColumn.Of("tier", Each(i => (long)acts[i].Tier)),
            BulkColumn.Same("file", file));
        var entered = fresh.Count(static f => f);
        sum.Waiting += entered;
        sum.Known += waiting.Count - entered;
    }

    /// <param name="Created">When it was published, where boosts and likes of it amplify; else null.</param>
    /// <param name="Marked">Whether it is noted that somebody amplified it.</param>
    private record struct Target(long? Created, bool Marked);

    private static int Compare(in Act one, in Act other) => one.Target != other.Target ? one.Target.CompareTo(other.Target) : one.Kind.CompareTo(other.Kind);
}
