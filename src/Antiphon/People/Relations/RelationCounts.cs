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
        var counted = kept.Get(account, id => store.Read(sql => sql.First(
            "SELECT (SELECT count(*) FROM follows WHERE followee = $1 AND state = 1), (SELECT count(*) FROM follows WHERE follower = $1 AND state = 1)",
            static row => new Counted(row.Int(0), row.Int(1)), id)))!;
        return (counted.Followers, counted.Following);
    }

    private sealed record Counted(int Followers, int Following);
}
