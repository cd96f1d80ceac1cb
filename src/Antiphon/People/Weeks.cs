using Antiphon.Store;

namespace Antiphon.People;

/// <summary>One week of this server.</summary>
/// <param name="Starts">UTC ms of its Monday.</param>
/// <param name="Posts">Posts of members, without boosts.</param>
/// <param name="Active">Members who posted: who merely looked in is not kept by the week.</param>
/// <param name="Joined">Members who joined, and are still there.</param>
public sealed record Week(long Starts, long Posts, long Active, long Joined);

/// <summary>The last twelve weeks, counted from the rows at most once an hour.</summary>
public sealed class Weeks(DataStore store, TimeProvider clock)
{
    private const int Shown = 12;
    private const long WeekMs = 7 * 24 * 3600 * 1000L;

    /// <summary>The first Monday after the beginning of 1970.</summary>
    private const long FirstMonday = 4 * 24 * 3600 * 1000L;

    private static readonly long Life = (long)TimeSpan.FromHours(1).TotalMilliseconds;

    private Counted? counted;

    /// <summary>The running week first.</summary>
    public IReadOnlyList<Week> Now()
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (counted is { } known && now - known.At < Life) return known.Weeks;
        var running = now - (now - FirstMonday) % WeekMs;
        var weeks = store.Read(sql => Enumerable.Range(0, Shown).Select(back => Of(sql, running - back * WeekMs)).ToArray());
        counted = new Counted(weeks, now);
        return weeks;
    }

    private static Week Of(Sql sql, long from)
    {
        var (posts, active) = sql.First(
            "SELECT count(*), count(DISTINCT author) FROM posts WHERE id >= $1 AND id < $2 AND uri IS NULL AND boost_of IS NULL",
            static row => (row.Long(0), row.Long(1)), Ids.First(from), Ids.First(from + WeekMs));
        return new Week(from, posts, active, sql.Number("SELECT count(*) FROM users WHERE created >= $1 AND created < $2", from, from + WeekMs) ?? 0);
    }

    private sealed record Counted(IReadOnlyList<Week> Weeks, long At);
}
