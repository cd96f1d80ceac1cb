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

    /// <summary>In one statement, which costs a store behind a network one question instead of ten.</summary>
    private const string EverythingOfOne =
        """
        SELECT 0 AS what, followee AS number, boosts AS flag, languages AS word, 0 AS until FROM follows WHERE follower = $1 AND state = 1
        UNION ALL SELECT 1, role, 0, NULL, 0 FROM users WHERE account = $1
        UNION ALL SELECT 2, target, 0, NULL, 0 FROM blocks WHERE account = $1
        UNION ALL SELECT 3, account, 0, NULL, 0 FROM blocks WHERE target = $1
        UNION ALL SELECT 4, target, notifications, NULL, expires FROM mutes WHERE account = $1
        UNION ALL SELECT 5, m.member, 0, NULL, 0 FROM lists l JOIN list_members m ON m.list = l.id WHERE l.account = $1 AND l.exclusive = 1
        UNION ALL SELECT 6, 0, 0, tag, 0 FROM followed_tags WHERE account = $1
        UNION ALL SELECT 7, 0, 0, tag, 0 FROM featured_tags WHERE account = $1
        UNION ALL SELECT 8, 0, 0, domain, 0 FROM member_domain_blocks WHERE account = $1
        """;

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
        var (follows, withoutBoosts, blocks, blockedBy) = (new HashSet<long>(), new HashSet<long>(), new HashSet<long>(), new HashSet<long>());
        var (stillTold, exclusive, mutes, role) = (new HashSet<long>(), new HashSet<long>(), new Dictionary<long, long>(), Role.Member);
        var (tags, featured, domains, languages) = (new HashSet<string>(), new HashSet<string>(), new HashSet<string>(), new Dictionary<long, IReadOnlyList<string>>());
        sql.Each(
            EverythingOfOne,
            row =>
            {
                var (number, flag) = (row.Long(1), row.Long(2));
                switch (row.Int(0))
                {
                    case 0:
                        follows.Add(number);
                        if (flag == 0) withoutBoosts.Add(number);
                        if (row.TextOrNull(3) is { Length: > 0 } wanted) languages.Add(number, wanted.Split(','));
                        break;
                    case 1:
                        role = (Role)number;
                        break;
                    case 2:
                        blocks.Add(number);
                        break;
                    case 3:
                        blockedBy.Add(number);
                        break;
                    case 4:
                        mutes.Add(number, row.LongOrNull(4) ?? 0);
                        if (flag == 0) stillTold.Add(number);
                        break;
                    case 5:
                        exclusive.Add(number);
                        break;
                    case 6:
                        tags.Add(row.Text(3));
                        break;
                    case 7:
                        featured.Add(row.Text(3));
                        break;
                    case 8:
                        domains.Add(row.Text(3));
                        break;
                }
            },
            account);
        return new Viewer(account, role, follows, withoutBoosts, blocks, blockedBy, mutes)
        {
            Languages = languages,
            StillTold = stillTold,
            Exclusive = exclusive,
            Tags = tags,
            Featured = featured,
            Domains = domains,
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
