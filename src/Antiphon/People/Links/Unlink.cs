using Antiphon.Store;

namespace Antiphon.People.Links;

/// <summary>Undoes a link; either of its two accounts may. From then on both count apart again, and nothing keeps that they were one.</summary>
public sealed class Unlink(DataStore store)
{
    public Task<Outcome<Done>> Run(long account, long other) => store.TryWrite<Done>(tx => LinkRows.Undo(tx, account, other) ? Done.Instance : Refusal.NotFound);
}
