using Antiphon.Store;

namespace Antiphon.People.Lists;

/// <summary>Deletes a list. Nobody is unfollowed.</summary>
public sealed class DeleteList(DataStore store)
{
    public Task<Outcome<Done>> Run(long account, long list) => store.TryWrite<Done>(tx =>
    {
        if (tx.Run("DELETE FROM lists WHERE id = $2 AND account = $1", account, list) == 0) return Refusal.NotFound;
        tx.Run("DELETE FROM list_members WHERE list = $2 AND account = $1", account, list);
        tx.Happened(new ListChanged(account, list, Gone: true));
        tx.Happened(new WantsChanged(account));
        return Done.Instance;
    });
}
