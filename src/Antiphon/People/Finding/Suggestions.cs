using Antiphon.Store;

namespace Antiphon.People.Finding;

/// <summary>Somebody whom a member might follow.</summary>
/// <param name="Familiar">Followed by whom the member follows; else by many here.</param>
public sealed record Suggestion(Account Account, bool Familiar);

/// <summary>Whom to follow: first whom one's own follows follow, then whom most here follow. Only people who said that they want to be found.</summary>
public sealed class Suggestions(DataStore store, Accounts accounts, TimeProvider clock)
{
    public const int Most = 80;

    /// <summary>Of the member's own follows, the newest that are asked; of the most followed, how many are known.</summary>
    private const int Asked = 200;

    private static readonly long Life = (long)TimeSpan.FromMinutes(10).TotalMilliseconds;

    private Popular? popular;

    public IReadOnlyList<Suggestion> Of(Viewer viewer, int limit)
    {
        var familiar = store.Read(sql => sql.Rows(
            $"""
            SELECT g.followee FROM (SELECT followee FROM follows WHERE follower = $1 AND state = 1 ORDER BY id DESC LIMIT {Asked}) AS f
            JOIN follows g ON g.follower = f.followee AND g.state = 1 GROUP BY g.followee ORDER BY count(*) DESC, g.followee LIMIT {Asked}
            """,
            static row => row.Long(0), viewer.Id));
        var others = MostFollowed();
        var left = store.Read(sql => sql.Rows(
            "SELECT target FROM passed_suggestions WHERE account = $1 UNION SELECT followee FROM follows WHERE follower = $1", static row => row.Long(0), viewer.Id)).ToHashSet();
        var known = accounts.Load(familiar.Concat(others));
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return
        [
            .. familiar.Select(static id => (Id: id, Familiar: true)).Concat(others.Select(static id => (Id: id, Familiar: false))).DistinctBy(static one => one.Id)
                .Where(one => one.Id != viewer.Id && !left.Contains(one.Id) && known.TryGetValue(one.Id, out var account) && account is { Discoverable: true, Locked: false, State: AccountState.Active }
                    && Posts.MayRead.InLists(viewer, account, now))
                .Take(Math.Min(limit, Most)).Select(one => new Suggestion(known[one.Id], one.Familiar)),
        ];
    }

    /// <summary>Not this one again. Who was never suggested may be passed over as well.</summary>
    public Task<Outcome<Done>> Pass(long account, long target) => store.TryWrite<Done>(tx =>
    {
        if (tx.Any("SELECT 1 FROM accounts WHERE id = $1", target))
            tx.Run("INSERT INTO passed_suggestions (account, target, id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", account, target, tx.NewId());
        return Done.Instance;
    });

    /// <summary>The same for everybody, and therefore counted once in ten minutes.</summary>
    private IReadOnlyList<long> MostFollowed()
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (popular is { } known && now - known.At < Life) return known.Accounts;
        var found = store.Read(static sql => sql.Rows(
            $"""
            SELECT a.id FROM accounts a JOIN follows f ON f.followee = a.id AND f.state = 1
            WHERE a.discoverable = 1 AND a.state = 0 GROUP BY a.id ORDER BY count(*) DESC, a.id LIMIT {Asked}
            """,
            static row => row.Long(0)));
        popular = new Popular(found, now);
        return found;
    }

    private sealed record Popular(IReadOnlyList<long> Accounts, long At);
}
