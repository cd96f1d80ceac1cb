using Antiphon.Answers;
using Antiphon.Answers.Recognition;
using Antiphon.Calls;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Intake;

/// <summary>
/// Boosts and likes in archives: evidence while what they were given to is the call or stands as an answer and their own account is there; a waiting fact otherwise. They are never answers.
/// </summary>
internal static class Amplifiers
{
    private const string Insert =
        "INSERT INTO archived_acts (network, target, call, author, kind, at, tier, file) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";

    /// <summary>
    /// The post has become an answer: whoever is known to have boosted or liked it amplifies the call. Hundreds of thousands may wait for one post; those whom the unit has no room for are
    /// noted as due, see <see cref="AmplifiersDue"/>.
    /// </summary>
    public static void Enter(Tx tx, Call call, ArchivedPeople people, Network network, long target, long created, Taken sum)
    {
        tx.Run("DELETE FROM archived_left WHERE call = $1 AND network = $2 AND key = $3", call.Id, (long)network, target);
        Next(tx, call, people, network, target, created, 0, sum);
    }

    /// <summary>As many of them as the unit has room for.</summary>
    /// <param name="after">The person after whom it goes on.</param>
    public static void Next(Tx tx, Call call, ArchivedPeople people, Network network, long target, long created, long after, Taken sum)
    {
        // One person has at most two: of three, those of one person at least are all there.
        var most = Math.Max(3, sum.RoomForWaiting);
        var lines = tx.Rows(
            "SELECT a.author, a.kind, a.at, a.tier, p.key FROM archived_acts a JOIN archived_people p ON p.id = a.author WHERE a.network = $1 AND a.target = $2 AND a.call = $3 AND a.author > $4 ORDER BY a.author LIMIT $5",
            row => (Person: row.Int(0), Kind: (EvidenceKind)row.Int(1), At: TimeOf(call, row.Long(2), created), Tier: (Tier)row.Int(3), Key: row.Long(4)),
            (long)network,
            target,
            call.Id,
            after,
            most);
        sum.RoomForWaiting = Math.Max(0, sum.RoomForWaiting - lines.Count);
        if (lines.Count == most)
        {
            var cut = lines[^1].Person;
            lines.RemoveAll(line => line.Person == cut);
            tx.Run(
                "INSERT INTO archived_due (call, network, key, after) VALUES ($1, $2, $3, $4) ON CONFLICT (call, network, key) DO UPDATE SET after = excluded.after",
                call.Id, (long)network, target, lines[^1].Person);
        }
        else
        {
            tx.Run("DELETE FROM archived_due WHERE call = $1 AND network = $2 AND key = $3", call.Id, (long)network, target);
        }

        lines.RemoveAll(line => !call.Counts(line.At) || people.IsGone(tx, network, line.Key));
        if (lines.Count == 0) return;
        LedgerBulk.Enter(
            tx, call.Id, null, [.. lines.Select(line => new Line(target, new Evidence(line.Person, line.At, Ring.Amplified, line.Tier, network, line.Kind, false), WhyOf(line.Kind)))], sum.Entered, out _);
        foreach (var line in lines)
        {
            tx.Run(
                "DELETE FROM archived_acts WHERE network = $1 AND target = $2 AND call = $3 AND author = $4 AND kind = $5",
                (long)network, target, call.Id, line.Person, (int)line.Kind);
        }

        Mark(tx, call, network, target);
    }

    /// <summary>Somebody's account is gone: their boosts and likes go with it, and are kept as facts in case it comes back.</summary>
    public static void Leave(Tx tx, Call call, Network network, long person, Taken sum)
    {
        foreach (var standing in Ledger.OfPerson(tx, call.Id, person))
        {
            if (standing.Evidence.Kind is not (EvidenceKind.Boost or EvidenceKind.Like)) continue;
            Leave(tx, call, network, standing, LeaveReason.Withdrawn);
            sum.Withdrawn++;
        }
    }

    /// <summary>One boost or like no longer stands, and waits.</summary>
    public static void Leave(Tx tx, Call call, Network network, in Answers.Standing standing, LeaveReason reason)
    {
        var e = standing.Evidence;
        Ledger.Leave(tx, call.Id, standing, reason);
        tx.Run(Insert, (long)network, standing.Source, call.Id, e.Person, (int)e.Kind, e.At, (int)e.Tier, 0);
    }

    /// <summary>Somebody's account is there again.</summary>
    public static void Return(Tx tx, Call call, Settling settling, Network network, long person, Taken sum)
    {
        var acts = tx.Rows(
            "SELECT target, kind, at, tier FROM archived_acts WHERE author = $1 AND call = $2",
            static row => (Target: row.Long(0), Kind: (EvidenceKind)row.Int(1), At: row.Long(2), Tier: (Tier)row.Int(3)),
            person,
            call.Id);
        foreach (var act in acts)
        {
            if (TargetOf(tx, call, settling, network, act.Target) is not { } created || TimeOf(call, act.At, created) is var at && !call.Counts(at)) continue;
            Ledger.Enter(tx, call.Id, act.Target, new Evidence(checked((int)person), at, Ring.Amplified, act.Tier, network, act.Kind, false), WhyOf(act.Kind));
            tx.Run(
                "DELETE FROM archived_acts WHERE network = $1 AND target = $2 AND call = $3 AND author = $4 AND kind = $5", (long)network, act.Target, call.Id, person, (int)act.Kind);
            sum.Enter(Ring.Amplified, story: false);
            Mark(tx, call, network, act.Target);
        }
    }

    /// <summary>When the target was published, if a boost or like of it amplifies; else null.</summary>
    public static long? TargetOf(Tx tx, Call call, Settling settling, Network network, long target) =>
        settling.IsOrigin(network, target) ? call.Opened
        : tx.Number("SELECT created FROM archived_posts WHERE network = $1 AND key = $2 AND call = $3 AND answers = 1", (long)network, target, call.Id);

    /// <summary>Archives seldom say when something was liked: not before it was there.</summary>
    public static long TimeOf(Call call, long at, long created) => at != 0 ? at : Math.Max(created, call.Opened);

    public static Why WhyOf(EvidenceKind kind) => kind == EvidenceKind.Boost ? Why.Boosted : Why.Liked;

    /// <summary>Somebody amplified it: should it ever leave, they must be looked for.</summary>
    public static void Mark(Tx tx, Call call, Network network, long target) =>
        tx.Run("UPDATE archived_posts SET amplified = 1 WHERE network = $1 AND key = $2 AND call = $3 AND amplified = 0", (long)network, target, call.Id);
}
