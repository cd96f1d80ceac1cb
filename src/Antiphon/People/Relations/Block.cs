using Antiphon.Store;

namespace Antiphon.People.Relations;

/// <summary>Blocks an account: follows end both ways, what one had told the other goes, and neither sees the other from now on.</summary>
public sealed class Block(DataStore store)
{
    public Task<Outcome<Relationship>> Run(long account, long target) => store.TryWrite(tx =>
    {
        if (account == target) return Refusal.Forbidden("You cannot block yourself.");
        if (!Follows.Shown(tx, target)) return Refusal.NotFound;
        Follows.End(tx, account, target);
        Follows.End(tx, target, account);
        tx.Run("DELETE FROM notifications WHERE (account = $1 AND actor = $2) OR (account = $2 AND actor = $1)", account, target);
        tx.Run("DELETE FROM notification_requests WHERE (account = $1 AND actor = $2) OR (account = $2 AND actor = $1)", account, target);
        tx.Run("INSERT INTO blocks (account, target, id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", account, target, tx.NewId());
        tx.Happened(new RelationChanged(account, target));
        return Relationships.To(tx, account, target);
    });
}
