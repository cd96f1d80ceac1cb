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
        var live = (await boards.Now(call.Id).ConfigureAwait(false)).Count;

        Count folded, standing;
        var attempt = 0;
        do
        {
            // While answers come in, the board and the ledger are read at different moments: again, until both are of the same line.
            (folded, standing) = await store.Write(tx => (Ledgers.Fold(tx, call.Id).Board.Publish(), Standing(tx, call.Id))).ConfigureAwait(false);
            if (folded.Sequence != live.Sequence) live = (await boards.Now(call.Id).ConfigureAwait(false)).Count;
        }
        while (folded.Sequence != live.Sequence && ++attempt < MostAttempts);

        var differences = new List<string>();
        differences.AddRange(Difference.Between(live, folded).Select(static d => $"{d.Figure}: the board says {d.Here}, the ledger {d.There}"));
        differences.AddRange(Difference.Between(folded, standing).Where(static d => !OnlyInLedger.Contains(d.Figure))
            .Select(static d => $"{d.Figure}: the ledger says {d.Here}, the evidence {d.There}"));
        return new Recounted(call, live, folded, differences);
    }

    /// <summary>The same count out of the evidence table alone; what has left is taken from the ledger, as the table no longer has it.</summary>
    private static Count Standing(Sql sql, long call)
    {
        var board = new Board(LinkRows.All(sql));
        sql.Each($"SELECT {Answers.Standing.Columns} FROM evidence WHERE call = $1 AND ring <> 0", row => board.Enter(Answers.Standing.Read(row).Evidence), call);
        return board.Publish();
    }
}
