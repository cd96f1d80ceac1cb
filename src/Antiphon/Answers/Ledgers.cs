using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Answers;

/// <summary>Reading whole ledgers.</summary>
public static class Ledgers
{
    private const string Columns = "seq, person, at, ring, tier, network, kind, story, closes, reason";

    private const int Chunk = 4096;

    /// <summary>A call's board from nothing, and the line up to which it counts.</summary>
    public static (Board Board, long UpTo) Fold(Sql sql, long call) => Fold(sql, call, sql.Number("SELECT max(seq) FROM ledger WHERE call = $1", call) ?? 0);

    /// <summary>The same as it stood when line <paramref name="upTo"/> was the last.</summary>
    public static (Board Board, long UpTo) Fold(Sql sql, long call, long upTo)
    {
        var folding = new Folding();
        var chunk = new Entry[Chunk];
        var filled = 0;
        sql.Each(
            $"SELECT {Columns} FROM ledger WHERE call = $1 AND seq <= $2 ORDER BY seq DESC",
            row =>
            {
                chunk[filled++] = Read(row);
                if (filled < Chunk) return;
                folding.Older(chunk);
                filled = 0;
            },
            call,
            upTo);
        folding.Older(chunk.AsSpan(0, filled));
        return (folding.Finish(), upTo);
    }

    /// <summary>Brings a board from line <paramref name="upTo"/> to the end, inside a unit.</summary>
    public static void CatchUp(Tx tx, long call, Board board, long upTo)
    {
        foreach (var entry in tx.Rows($"SELECT {Columns} FROM ledger WHERE call = $1 AND seq > $2 ORDER BY seq", Read, call, upTo))
        {
            if (entry.Closes == 0)
            {
                board.Enter(entry.Evidence);
            }
            else
            {
                // What stands now may hold more than stood then: entering that again below changes nothing, as a person's state is a fold of what stands.
                var remaining = Ledger.OfPerson(tx, call, entry.Evidence.Person).Select(static s => s.Evidence).ToArray();
                board.Leave(entry.Evidence, entry.Reason, remaining);
            }

            board.Sequence = entry.Sequence;
        }
    }

    private static Entry Read(Row row) => new(
        row.Long(0),
        new Evidence(row.Int(1), row.Long(2), (Ring)row.Int(3), (Tier)row.Int(4), (Network)row.Int(5), (EvidenceKind)row.Int(6), row.Bool(7)),
        row.Long(8),
        (LeaveReason)row.Int(9));
}
