using Antiphon.Notifications;
using Antiphon.Store;

namespace Antiphon.People.Relations;

/// <summary>Lets somebody follow who has asked to.</summary>
public sealed class AcceptFollower(DataStore store)
{
    public Task<Outcome<Relationship>> Run(long account, long follower) => store.TryWrite(tx =>
    {
        if (tx.Run("UPDATE follows SET state = 1, id = $3 WHERE follower = $2 AND followee = $1 AND state = 2", account, follower, tx.NewId()) == 0) return Refusal.NotFound;
        Notify.Retract(tx, account, NotificationKind.FollowRequest, follower);
        Notify.Add(tx, account, NotificationKind.Follow, follower);
        tx.Happened(new RelationChanged(follower, account));
        return Relationships.To(tx, account, follower);
    });
}
