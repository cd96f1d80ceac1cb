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
        var languages = new Dictionary<long, IReadOnlyList<string>>();
        foreach (var (followee, boosts, wanted) in sql.Rows(
            "SELECT followee, boosts, languages FROM follows WHERE follower = $1 AND state = 1", static row => (row.Long(0), row.Bool(1), row.TextOrNull(2)), account))
        {
            follows.Add(followee);
            if (!boosts) withoutBoosts.Add(followee);
            if (!string.IsNullOrEmpty(wanted)) languages.Add(followee, wanted.Split(','));
        }

        return new Viewer(
            account,
            (Role)(sql.Number("SELECT role FROM users WHERE account = $1", account) ?? 0),
            follows,
            withoutBoosts,
            sql.Rows("SELECT target FROM blocks WHERE account = $1", static row => row.Long(0), account).ToHashSet(),
            sql.Rows("SELECT account FROM blocks WHERE target = $1", static row => row.Long(0), account).ToHashSet(),
            sql.Rows("SELECT target, expires FROM mutes WHERE account = $1", static row => (row.Long(0), row.LongOrNull(1) ?? 0), account)
                .ToDictionary(static mute => mute.Item1, static mute => mute.Item2))
        {
            Languages = languages,
            StillTold = sql.Rows("SELECT target FROM mutes WHERE account = $1 AND notifications = 0", static row => row.Long(0), account).ToHashSet(),
            Exclusive = sql.Rows("SELECT m.member FROM lists l JOIN list_members m ON m.list = l.id WHERE l.account = $1 AND l.exclusive = 1", static row => row.Long(0), account).ToHashSet(),
            Tags = sql.Rows("SELECT tag FROM followed_tags WHERE account = $1", static row => row.Text(0), account).ToHashSet(),
            Featured = sql.Rows("SELECT tag FROM featured_tags WHERE account = $1", static row => row.Text(0), account).ToHashSet(),
            Domains = sql.Rows("SELECT domain FROM member_domain_blocks WHERE account = $1", static row => row.Text(0), account).ToHashSet(),
        };
    }

    private void Hear(Happening happening)
    {
        switch (happening)
        {
            case RelationChanged changed:
                kept.Drop(changed.Account);
                kept.Drop(changed.Target);
                break;
            case Lists.WantsChanged changed:
                kept.Drop(changed.Account);
                break;
            case AccountChanged changed:
                kept.Drop(changed.Account);
                break;
        }
    }
}
