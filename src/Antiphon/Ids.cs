using Antiphon.Store;

namespace Antiphon;

/// <summary>
/// Ids of posts and of everything else that pages by time: milliseconds since 1970 in the upper 48 bits, a sequence in the lower 16, as Mastodon does.
/// Digits only and monotonic with time, so that apps that compare ids numerically page correctly. Used by the writer's thread alone.
/// </summary>
public sealed class Ids(TimeProvider clock)
{
    private long last = -1;
    private long lastAccount = -1;
    private long lastNotification = -1;
    private long lastSequence = -1;

    /// <summary>The first id that a post of that time (UTC ms) could have.</summary>
    public static long First(long at) => at << 16;

    /// <summary>The time (UTC ms) that an id carries.</summary>
    public static long TimeOf(long id) => id >> 16;

    /// <summary>Goes on above the newest post, so that a clock that was set back between two starts makes no id twice.</summary>
    internal long Next(Sql sql)
    {
        if (last < 0) last = sql.Number("SELECT max(id) FROM posts") ?? 0;
        var now = First(clock.GetUtcNow().ToUnixTimeMilliseconds());
        return last = Math.Max(now, last + 1);
    }

    /// <summary>An id for a post of the past: the first that is free after those of the same millisecond.</summary>
    internal static long At(Sql sql, long at)
    {
        while (true)
        {
            var newest = sql.Number("SELECT max(id) FROM posts WHERE id >= $1 AND id < $2", First(at), First(at + 1));
            if (newest is null) return First(at);
            if (newest + 1 < First(at + 1)) return newest.Value + 1;
            at++;
        }
    }

    internal long NextAccount(Sql sql)
    {
        if (lastAccount < 0) lastAccount = Math.Max(sql.Number("SELECT max(id) FROM accounts") ?? 0, sql.Number("SELECT max(id) FROM archived_people") ?? 0);
        return ++lastAccount;
    }

    internal long NextNotification(Sql sql)
    {
        if (lastNotification < 0) lastNotification = sql.Number("SELECT max(id) FROM notifications") ?? 0;
        return ++lastNotification;
    }

    internal long NextSequence(Sql sql) => lastSequence = LastSequence(sql) + 1;

    internal long LastSequence(Sql sql)
    {
        if (lastSequence < 0) lastSequence = Math.Max(sql.Number("SELECT max(seq) FROM ledger") ?? 0, sql.Number("SELECT max(seq) FROM link_changes") ?? 0);
        return lastSequence;
    }

    internal void GiveBack(long sequence)
    {
        if (sequence == lastSequence) lastSequence--;
    }

    /// <summary>After a rollback, what was counted in memory may be ahead of the table: ask again.</summary>
    internal void Forget()
    {
        lastAccount = -1;
        lastNotification = -1;
        lastSequence = -1;
    }
}
