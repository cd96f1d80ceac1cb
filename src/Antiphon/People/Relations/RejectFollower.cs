using Antiphon.Store;

namespace Antiphon.People.Relations;

/// <summary>Says no to somebody who has asked to follow. They are not told.</summary>
public sealed class RejectFollower(DataStore store)
{
    public Task<Outcome<Relationship>> Run(long account, long follower) => store.TryWrite(tx =>
    {
        if (!tx.Any("SELECT 1 FROM follows WHERE follower = $2 AND followee = $1 AND state = 2", account, follower)) return Refusal.NotFound;
        Follows.End(tx, follower, account);
        return Relationships.To(tx, account, follower);
    });
}
