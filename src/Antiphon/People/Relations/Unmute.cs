using Antiphon.Store;

namespace Antiphon.People.Relations;

/// <summary>Lifts a mute.</summary>
public sealed class Unmute(DataStore store)
{
    public Task<Outcome<Relationship>> Run(long account, long target) => store.TryWrite(tx =>
    {
        if (tx.Run("DELETE FROM mutes WHERE account = $1 AND target = $2", account, target) > 0) tx.Happened(new RelationChanged(account, target));
        return Relationships.To(tx, account, target);
    });
}
