using Antiphon.Store;

namespace Antiphon.People.Relations;

/// <summary>Stops following, or takes the request back.</summary>
public sealed class Unfollow(DataStore store)
{
    public Task<Outcome<Relationship>> Run(long account, long target) => store.TryWrite(tx =>
    {
        Follows.End(tx, account, target);
        return Relationships.To(tx, account, target);
    });
}
