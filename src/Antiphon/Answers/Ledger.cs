using Antiphon.Answers.Recognition;
using Antiphon.Live;
using Antiphon.People.Links;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Answers;

/// <summary>Evidence has entered a call's ledger at line <paramref name="Sequence"/>.</summary>
public sealed record EvidenceEntered(long Call, long Sequence, Evidence Evidence) : Happening;

/// <summary>Evidence has left. <paramref name="Remaining"/> is what stands of the same person, by all their linked accounts.</summary>
public sealed record EvidenceLeft(long Call, long Sequence, Evidence Evidence, LeaveReason Reason, Evidence[] Remaining) : Happening;

/// <summary>What stands, with where it comes from: a row of <c>evidence</c>.</summary>
/// <param name="Source">The post; for a boost or like the post that it was given to; 0 for the button.</param>
/// <param name="Sequence">The line at which it entered.</param>
public readonly record struct Standing(long Source, long Sequence, Evidence Evidence)
{
    internal const string Columns = "source, seq, person, at, ring, tier, network, kind, story";

    internal static Standing Read(Row row) => new(row.Long(0), row.Long(1), new Evidence(
        row.Int(2), row.Long(3), (Ring)row.Int(4), (Tier)row.Int(5), (Network)row.Int(6), (EvidenceKind)row.Int(7), row.Bool(8)));
}

/// <summary>Who took something out or moved it, and why; on record and shown in public.</summary>
public sealed record ByModerator(long Account, string Note);

/// <summary>
/// The append-only log of every call, and the table of what stands of it, always changed together inside one unit. Nothing else writes to either, and nothing is counted
/// by adding one to a stored number.
/// </summary>
public static class Ledger
{
    /// <summary>Who published a post of which nobody knows whose it is: it counts as a post (<see cref="Ring.None"/>), and nobody as a person. No account has this id.</summary>
    public const int Nobody = 0;

    /// <summary>Enters evidence once; a second time, or after a moderator took it out, nothing happens.</summary>
    /// <returns>Whether it entered.</returns>
    public static bool Enter(Tx tx, long call, long source, in Evidence e, Why why, ByModerator? by = null, long? file = null)
    {
        var sequence = tx.NewSequence();
        var entered = tx.Run(
            """
            INSERT INTO evidence (call, person, source, kind, seq, ring, tier, network, story, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (call, person, source, kind) DO NOTHING
            """,
            call, e.Person, source, (int)e.Kind, sequence, (int)e.Ring, (int)e.Tier, (int)e.Network, e.Story, e.At);
        if (entered == 0)
        {
            tx.GiveBack(sequence);
            return false;
        }

        Line(tx, sequence, call, 0, 0, source, e, (int)why, by, file);
        tx.Happened(new EvidenceEntered(call, sequence, e));
        return true;
    }

    /// <summary>Takes evidence out.</summary>
    /// <param name="forGood">Leaves a mark, so that neither an edit nor another import brings it back.</param>
    public static void Leave(Tx tx, long call, in Standing standing, LeaveReason reason, ByModerator? by = null, bool forGood = false, long? file = null)
    {
        var e = standing.Evidence;
        var changed = tx.Run(
            forGood
                ? "UPDATE evidence SET ring = 0 WHERE call = $1 AND person = $2 AND source = $3 AND kind = $4 AND ring <> 0"
                : "DELETE FROM evidence WHERE call = $1 AND person = $2 AND source = $3 AND kind = $4 AND ring <> 0",
            call, e.Person, standing.Source, (int)e.Kind);
        if (changed == 0) return;
        var sequence = tx.NewSequence();
        Line(tx, sequence, call, standing.Sequence, (int)reason, standing.Source, e, 0, by, file);
        var remaining = e.Person == Nobody ? [] : OfLinked(tx, call, e.Person).Select(static s => s.Evidence).ToArray();
        tx.Happened(new EvidenceLeft(call, sequence, e, reason, remaining));
    }

    /// <summary>What stands in a call of the person who has this account, by all accounts that they linked.</summary>
    public static List<Standing> OfLinked(Sql sql, long call, long account)
    {
        var accounts = LinkRows.Group(sql, account);
        return accounts.Count == 1
            ? OfPerson(sql, call, account)
            : sql.Rows($"SELECT {Standing.Columns} FROM evidence WHERE call = $1 AND person {sql.Among(2)} AND ring <> 0", Standing.Read, call, accounts.ToArray());
    }

    /// <summary>What stands of an account in a call.</summary>
    public static List<Standing> OfPerson(Sql sql, long call, long person) => sql.Rows(
        $"SELECT {Standing.Columns} FROM evidence WHERE call = $1 AND person = $2 AND ring <> 0", Standing.Read, call, person);

    /// <summary>What stands of a person by one post (or by the button, for source 0).</summary>
    public static List<Standing> Of(Sql sql, long call, long person, long source) => sql.Rows(
        $"SELECT {Standing.Columns} FROM evidence WHERE call = $1 AND person = $2 AND source = $3 AND ring <> 0", Standing.Read, call, person, source);

    /// <summary>Whether a moderator has taken this post out, so that it does not come back.</summary>
    public static bool TakenOut(Sql sql, long call, long person, long source) =>
        sql.Any("SELECT 1 FROM evidence WHERE call = $1 AND person = $2 AND source = $3 AND ring = 0", call, person, source);

    private static void Line(Tx tx, long sequence, long call, long closes, int reason, long source, in Evidence e, int why, ByModerator? by, long? file) => tx.Run(
        """
        INSERT INTO ledger (seq, call, closes, reason, person, kind, source, ring, tier, network, story, why, at, recorded, file, by_account, note)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        """,
        sequence,
        call,
        closes,
        reason,
        e.Person,
        (int)e.Kind,
        source,
        (int)e.Ring,
        (int)e.Tier,
        (int)e.Network,
        e.Story,
        why,
        e.At,
        tx.Now,
        file,
        by?.Account,
        by?.Note);
}
