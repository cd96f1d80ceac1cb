using Antiphon.Answers;
using Antiphon.Calls;
using Antiphon.People.Links;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Intake.Own;

/// <summary>
/// A member takes their archive out of a call again: what it counted for is withdrawn, so that "standing" goes down and "ever" stays, and of its posts nothing is kept. The link to its account goes with the last of
/// its archives.
/// </summary>
public sealed class TakeArchiveOut(DataStore store, AllCalls calls)
{
    public async Task<Outcome<Done>> Run(long account, long archive)
    {
        var begun = await store.TryWrite<OwnFile>(tx => OwnFile.Find(tx, account, archive) is { } found ? found : Refusal.NotFound).ConfigureAwait(false);
        if (!begun.Ok) return begun.Refusal;
        var file = begun.Value;
        while (await store.Write(tx => file.Remove(tx, LeaveReason.Withdrawn)).ConfigureAwait(false))
        {
        }

        if (calls.All.FirstOrDefault(one => one.Id == file.Call) is { } call) await new AmplifiersOfTheGone(store, call).Run().ConfigureAwait(false);
        await store.Write(tx =>
        {
            tx.Run("UPDATE own_archives SET state = 5, report = NULL WHERE id = $1 AND account = $2", archive, account);
            if (!tx.Any("SELECT 1 FROM own_archives WHERE account = $1 AND person = $2 AND state = 3", account, file.Person)) LinkRows.Undo(tx, account, file.Person);
            return Done.Instance;
        }).ConfigureAwait(false);
        return Done.Instance;
    }
}
