using Antiphon.Calls;
using Antiphon.Live;
using Antiphon.People.Links;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Answers;

/// <summary>What a recount found.</summary>
/// <param name="Board">The live board's count.</param>
/// <param name="Ledger">The count folded from the ledger, from nothing.</param>
/// <param name="Differences">In words; empty when all are equal.</param>
public sealed record Recounted(Call Call, Count Board, Count Ledger, IReadOnlyList<string> Differences)
{
    public bool Equal => Differences.Count == 0;
}

/// <summary>Counts a call again from nothing, twice: from the ledger's log and from the table of what stands; both must equal the live board.</summary>
public sealed class Recount(DataStore store, AllCalls calls, Boards boards)
{
    private const int MostAttempts = 20;

    /// <summary>What has left is known to the ledger alone.</summary>
    private static readonly HashSet<string> OnlyInLedger = ["sequence", "ever answered", "withdrawn", "removed"];

    public async Task<Outcome<Recounted>> Run(string slug)
    {
        if (calls.Find(slug) is not { } call) return Refusal.NotFound;
        for (var attempt = 1; ; attempt++)
        {
            // The board's own line is in every snapshot that is opened after it, whatever has come behind it.
            var live = (await boards.Now(call.Id).ConfigureAwait(false)).Count;
            if (await Task.Run(() => store.Snapshot(sql => Read(sql, call.Id, live.Sequence, attempt == MostAttempts))).ConfigureAwait(false) is not var (then, now, standing)) continue;
            var differences = new List<string>();
            differences.AddRange(Difference.Between(live, then).Select(static d => $"{d.Figure}: the board says {d.Here}, the ledger {d.There}"));
            differences.AddRange(Difference.Between(now, standing).Where(static d => !OnlyInLedger.Contains(d.Figure))
                .Select(static d => $"{d.Figure}: the ledger says {d.Here}, the evidence {d.There}"));
            return new Recounted(call, live, then, differences);
        }
    }

    /// <summary>
    /// Beside the writer, which would stand still for as long as a large ledger takes: the ledger as it stood at the board's line, the whole of it as it stands in this moment, and the evidence of
    /// the same moment.
    /// </summary>
    /// <param name="asItIs">Whether it is to be read although the two moments do not fit.</param>
    /// <returns>Null where links were made or undone since, as the board had others and those that are undone leave no trace, or where what the board has heard of is about to be committed.</returns>
    private static (Count Then, Count Now, Count Standing)? Read(Sql sql, long call, long sequence, bool asItIs)
    {
        var (last, linked) = (sql.Number("SELECT max(seq) FROM ledger WHERE call = $1", call) ?? 0, LinkRows.LastChange(sql));
        if (!asItIs && (linked > sequence || Math.Max(last, linked) < sequence)) return null;
        var then = Ledgers.FoldAt(sql, call, sequence).Publish();
        return (then, last > sequence ? Ledgers.Fold(sql, call).Board.Publish() : then, Standing(sql, call));
    }

    /// <summary>The same count out of the evidence table alone; what has left is taken from the ledger, as the table no longer has it.</summary>
    private static Count Standing(Sql sql, long call)
    {
        var board = new Board(LinkRows.All(sql));
        sql.Each($"SELECT {Answers.Standing.Columns} FROM evidence WHERE call = $1 AND ring <> 0", row => board.Enter(Answers.Standing.Read(row).Evidence), call);
        return board.Publish();
    }
}
