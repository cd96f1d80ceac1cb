using Antiphon.Live;
using Antiphon.Store;

namespace Antiphon.People.Relations;

/// <summary>How many follow an account and how many it follows: counted from the rows on first use and again after a change.</summary>
public sealed class RelationCounts
{
    private const int MostKept = 100_000;

    private readonly DataStore store;
    private readonly Remembered<long, Counted> kept = new(MostKept);

    public RelationCounts(DataStore store, Happenings happenings)
    {
        this.store = store;
        happenings.Listen(happening =>
        {
            if (happening is not RelationChanged changed) return;
            kept.Drop(changed.Account);
            kept.Drop(changed.Target);
        });
    }

    public (int Followers, int Following) Of(long account)
    {
        var counted = kept.Get(account, id => Read([id]).FirstOrDefault());
        return counted is null ? (0, 0) : (counted.Followers, counted.Following);
    }

    /// <summary>Counts in one statement what of these is not known.</summary>
    public void Bring(IEnumerable<long> accounts)
    {
        long[] missing = [.. accounts.Where(id => !kept.TryGet(id, out _)).Distinct()];
        if (missing.Length == 0) return;
        var before = kept.Epoch;
        foreach (var counted in Read(missing)) kept.Keep(counted.Account, counted, before);
    }

    private List<Counted> Read(long[] ids) => store.Read(sql => sql.Rows(
        $"""
        SELECT a.id, (SELECT count(*) FROM follows f WHERE f.followee = a.id AND f.state = 1), (SELECT count(*) FROM follows f WHERE f.follower = a.id AND f.state = 1)
        FROM accounts a WHERE a.id {sql.Among(1)}
        """,
        static row => new Counted(row.Long(0), row.Int(1), row.Int(2)), ids));

    private sealed record Counted(long Account, int Followers, int Following);
}
