using Antiphon.Store;

namespace Antiphon.People;

/// <summary>How much this server is used, as lists of servers ask for it.</summary>
/// <param name="Members">Active or limited accounts of this server.</param>
/// <param name="ActiveMonth">Of those, who used a session or an app within 30 days.</param>
/// <param name="ActiveHalfYear">The same within 180 days.</param>
/// <param name="Posts">Posts of this server's members, without boosts.</param>
public sealed record UsageFigures(int Members, int ActiveMonth, int ActiveHalfYear, long Posts);

/// <summary>Counted from the rows, at most once in five minutes: nobody decides anything by these.</summary>
public sealed class Usage(DataStore store, TimeProvider clock)
{
    private static readonly long Life = (long)TimeSpan.FromMinutes(5).TotalMilliseconds;

    private Counted? counted;

    public UsageFigures Now()
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (counted is { } known && now - known.At < Life) return known.Figures;
        var figures = store.Read(sql => new UsageFigures(
            (int)(sql.Number("SELECT count(*) FROM users u JOIN accounts a ON a.id = u.account WHERE a.state IN (0, 2)") ?? 0),
            Active(sql, now - Days(30)),
            Active(sql, now - Days(180)),
            sql.Number("SELECT count(*) FROM posts WHERE uri IS NULL AND boost_of IS NULL") ?? 0));
        counted = new Counted(figures, now);
        return figures;
    }

    private static int Active(Sql sql, long since) => (int)(sql.Number(
        """
        SELECT count(*) FROM users u JOIN accounts a ON a.id = u.account WHERE a.state IN (0, 2)
            AND (EXISTS (SELECT 1 FROM sessions s WHERE s.account = u.account AND s.seen > $1) OR EXISTS (SELECT 1 FROM tokens t WHERE t.account = u.account AND t.used > $1))
        """,
        since) ?? 0);

    private static long Days(int days) => (long)TimeSpan.FromDays(days).TotalMilliseconds;

    private sealed record Counted(UsageFigures Figures, long At);
}
