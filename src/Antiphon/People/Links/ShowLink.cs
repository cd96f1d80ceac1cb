using Antiphon.Store;

namespace Antiphon.People.Links;

/// <summary>Lets everybody see a link on the profile, or nobody again. Only who made the link may: the other account's owner has not been asked here.</summary>
public sealed class ShowLink(DataStore store)
{
    public Task<Outcome<Done>> Run(long account, long other, bool shown) => store.TryWrite<Done>(tx =>
        tx.Run("UPDATE links SET shown = $3 WHERE account = $1 AND other = $2", account, other, shown) > 0 ? Done.Instance : Refusal.NotFound);
}
