using Antiphon.Store;

namespace Antiphon.People.Relations;

/// <summary>Shows somebody whom one follows on one's profile, or no more. It ends with the follow.</summary>
public sealed class Endorse(DataStore store)
{
    public Task<Outcome<Relationship>> Add(long account, long target) => store.TryWrite(tx =>
    {
        if (!Follows.Shown(tx, target)) return Refusal.NotFound;
        if (!tx.Any("SELECT 1 FROM follows WHERE follower = $1 AND followee = $2 AND state = 1", account, target))
        {
            return Refusal.Invalid("base", "Validation failed: You must be already following the person you want to endorse");
        }

        tx.Run("INSERT INTO endorsements (account, target, id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", account, target, tx.NewId());
        return Relationships.To(tx, account, target);
    });

    public Task<Outcome<Relationship>> Remove(long account, long target) => store.TryWrite(tx =>
    {
        tx.Run("DELETE FROM endorsements WHERE account = $1 AND target = $2", account, target);
        return Relationships.To(tx, account, target);
    });
}
