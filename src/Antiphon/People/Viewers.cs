using Antiphon.Live;
using Antiphon.Store;

namespace Antiphon.People;

/// <summary>Follows, blocks or mutes of these accounts have changed.</summary>
public sealed record RelationChanged(long Account, long Target) : Happening;

/// <summary>Viewers in memory, loaded once, dropped when their relations or role change.</summary>
public sealed class Viewers
{
    /// <summary>Kept at most; a viewer of 200 follows takes about 6 KB.</summary>
    private const int MostKept = 20_000;

    private readonly DataStore store;
    private readonly Remembered<long, Viewer> kept = new(MostKept);

    public Viewers(DataStore store, Happenings happenings)
    {
        this.store = store;
        happenings.Listen(Hear);
    }

    public Viewer For(long account) => account == 0 ? Viewer.Nobody : kept.Get(account, id => store.Read(sql => Load(sql, id)))!;

    /// <summary>Past the cache, within a unit of writing.</summary>
    public static Viewer Load(Sql sql, long account)
    {
        var follows = new HashSet<long>();
        var withoutBoosts = new HashSet<long>();
        foreach (var (followee, boosts) in sql.Rows(
            "SELECT followee, boosts FROM follows WHERE follower = $1 AND state = 1", static row => (row.Long(0), row.Bool(1)), account))
        {
            follows.Add(followee);
            if (!boosts) withoutBoosts.Add(followee);
        }

        return new Viewer(
            account,
            (Role)(sql.Number("SELECT role FROM users WHERE account = $1", account) ?? 0),
            follows,
            withoutBoosts,
            sql.Rows("SELECT target FROM blocks WHERE account = $1", static row => row.Long(0), account).ToHashSet(),
            sql.Rows("SELECT account FROM blocks WHERE target = $1", static row => row.Long(0), account).ToHashSet(),
            sql.Rows("SELECT target, expires FROM mutes WHERE account = $1", static row => (row.Long(0), row.LongOrNull(1) ?? 0), account)
                .ToDictionary(static mute => mute.Item1, static mute => mute.Item2));
    }

    private void Hear(Happening happening)
    {
        switch (happening)
        {
            case RelationChanged changed:
                kept.Drop(changed.Account);
                kept.Drop(changed.Target);
                break;
            case AccountChanged changed:
                kept.Drop(changed.Account);
                break;
        }
    }
}
