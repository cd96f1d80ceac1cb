using Antiphon.Store;

namespace Antiphon.People.Relations;

/// <summary>Mutes an account for oneself, for a time or for good. They are not told.</summary>
public sealed class Mute(DataStore store)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3_660);

    /// <param name="notifications">Whether what they do is not told either.</param>
    /// <param name="duration">Null or zero for good.</param>
    public Task<Outcome<Relationship>> Run(long account, long target, bool notifications = true, TimeSpan? duration = null) => store.TryWrite(tx =>
    {
        if (account == target) return Refusal.Forbidden("You cannot mute yourself.");
        if (duration < TimeSpan.Zero || duration > Longest) return Refusal.Invalid("duration", "A mute lasts up to ten years, or for good.");
        if (!Follows.Shown(tx, target)) return Refusal.NotFound;
        long? expires = duration is { Ticks: > 0 } span ? tx.Now + (long)span.TotalMilliseconds : null;
        tx.Run(
            "INSERT INTO mutes (account, target, notifications, expires, id) VALUES ($1, $2, $3, $4, $5) "
                + "ON CONFLICT (account, target) DO UPDATE SET notifications = $3, expires = $4",
            account, target, notifications, expires, tx.NewId());
        tx.Happened(new RelationChanged(account, target));
        return Relationships.To(tx, account, target);
    });
}
