using Antiphon.Store;

namespace Antiphon.People.Relations;

/// <summary>Makes somebody follow no more. They are not told.</summary>
public sealed class RemoveFollower(DataStore store)
{
    public Task<Outcome<Relationship>> Run(long account, long follower) => store.TryWrite(tx =>
    {
        Follows.End(tx, follower, account);
        return Relationships.To(tx, account, follower);
    });
}
