using Antiphon.People.Links;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Answers;

/// <summary>A board out of the ledger, with the links that people had made.</summary>
/// <param name="UpTo">The ledger's line up to which it counts.</param>
/// <param name="Changed">The number of the last change of links that is in it.</param>
public sealed record Folded(Board Board, long UpTo, long Changed);

/// <summary>Reading whole ledgers.</summary>
public static class Ledgers
{
    private const string Columns = "seq, person, at, ring, tier, network, kind, story, closes, reason";

    private const int Chunk = 4096;

    /// <summary>A call's board from nothing.</summary>
    public static Folded Fold(Sql sql, long call)
    {
        // The number of the last change is read first: where it is still the last when the board goes live, no link was made or undone in between.
        var changed = LinkRows.LastChange(sql);
        var links = LinkRows.All(sql);
        var upTo = sql.Number("SELECT max(seq) FROM ledger WHERE call = $1", call) ?? 0;
        var board = Lines(sql, call, upTo, links);
        board.Sequence = Math.Max(board.Sequence, changed);
        return new Folded(board, upTo, changed);
    }

    /// <summary>A call's board as it stood at a number of the ledger's count. Of the links those count that were made by then and still hold: what is undone leaves no trace.</summary>
    public static Board FoldAt(Sql sql, long call, long number)
    {
        var board = Lines(sql, call, number, LinkRows.UpTo(sql, number));
        board.Sequence = number;
        return board;
    }

    /// <summary>Brings a board to the end, inside a unit.</summary>
    /// <returns>Whether it could: not if links were made or undone meanwhile that change what was folded. Then it must be folded again.</returns>
    public static bool CatchUp(Tx tx, long call, Folded folded)
    {
        var board = folded.Board;
        var changed = LinkRows.LastChange(tx);
        if (changed != folded.Changed && !board.Relink(LinkRows.All(tx))) return false;
        foreach (var entry in tx.Rows($"SELECT {Columns} FROM ledger WHERE call = $1 AND seq > $2 ORDER BY seq", Read, call, folded.UpTo))
        {
            if (entry.Closes == 0)
            {
                board.Enter(entry.Evidence);
            }
            else
            {
                // What stands now may hold more than stood then: entering that again below changes nothing, as a person's state is a fold of what stands.
                var person = entry.Evidence.Person;
                var remaining = person == Ledger.Nobody ? [] : Ledger.OfLinked(tx, call, person).Select(static s => s.Evidence).ToArray();
                board.Leave(entry.Evidence, entry.Reason, remaining);
            }

            board.Sequence = Math.Max(board.Sequence, entry.Sequence);
        }

        board.Sequence = Math.Max(board.Sequence, changed);
        return true;
    }

    private static Board Lines(Sql sql, long call, long upTo, Links links)
    {
        var folding = new Folding(links);
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
        return folding.Finish();
    }

    private static Entry Read(Row row) => new(
        row.Long(0),
        new Evidence(row.Int(1), row.Long(2), (Ring)row.Int(3), (Tier)row.Int(4), (Network)row.Int(5), (EvidenceKind)row.Int(6), row.Bool(7)),
        row.Long(8),
        (LeaveReason)row.Int(9));
}
