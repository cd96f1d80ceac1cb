using Antiphon.Store;

namespace Antiphon.People;

/// <summary>The other servers whose people are known here, read from the rows at most once in five minutes.</summary>
public sealed class Peers(DataStore store, TimeProvider clock)
{
    private const int Most = 50_000;
    private static readonly long Life = (long)TimeSpan.FromMinutes(5).TotalMilliseconds;

    private Known? known;

    public IReadOnlyList<string> Now()
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (known is { } recent && now - recent.At < Life) return recent.Hosts;
        var hosts = store.Read(sql => sql.Rows("SELECT DISTINCT domain FROM accounts WHERE domain IS NOT NULL AND state <> 4 ORDER BY domain LIMIT $1", static row => row.Text(0), Most));
        known = new Known(hosts, now);
        return hosts;
    }

    private sealed record Known(IReadOnlyList<string> Hosts, long At);
}
