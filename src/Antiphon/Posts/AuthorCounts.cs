using System.Diagnostics;
using Antiphon.Live;
using Antiphon.Store;

namespace Antiphon.Posts;

/// <summary>How much somebody has published, counted from the rows: posts that are not direct, and the day of the latest.</summary>
/// <param name="Latest">UTC ms; null where there is none.</param>
public sealed record Authored(int Posts, long? Latest);

/// <summary>
/// What accounts have published. As with <see cref="Counts"/>, an author whose posts are costly to count is counted again no more often than twenty times that cost;
/// deletions show after the same wait.
/// </summary>
public sealed class AuthorCounts
{
    private const int MostKept = 50_000;
    private const int CostFactor = 20;

    private readonly DataStore store;
    private readonly Remembered<long, Entry> kept = new(MostKept);

    public AuthorCounts(DataStore store, Happenings happenings)
    {
        this.store = store;
        happenings.Listen(Hear);
    }

    public Authored Of(long account)
    {
        var entry = kept.Get(account, static _ => new Entry())!;
        var counted = entry.Counted;
        if (counted is not null && (!entry.Changed || Stopwatch.GetTimestamp() < entry.NotBefore)) return counted;
        entry.Changed = false;
        return entry.Set(store.Read(sql => sql.First(
            "SELECT count(*), max(created) FROM posts WHERE author = $1 AND visibility <= 2", static row => new Authored(row.Int(0), row.LongOrNull(1)), account)!));
    }

    /// <summary>Counts in one statement who of these was never counted.</summary>
    public void Bring(IEnumerable<long> authors)
    {
        Dictionary<long, Entry>? missing = null;
        foreach (var author in authors)
        {
            var entry = kept.Get(author, static _ => new Entry())!;
            if (entry.Counted is null) (missing ??= [])[author] = entry;
        }

        if (missing is null) return;
        foreach (var entry in missing.Values) entry.Changed = false;
        foreach (var (author, counted) in store.Read(sql => sql.Rows(
            $"SELECT author, count(*), max(created) FROM posts WHERE author {sql.Among(1)} AND visibility <= 2 GROUP BY author",
            static row => (row.Long(0), new Authored(row.Int(1), row.LongOrNull(2))), missing.Keys.ToArray())))
            missing[author].Set(counted);
    }

    private void Hear(Happening happening)
    {
        var author = happening switch
        {
            PostWritten written => written.Card.Post.Author,
            PostDeleted deleted => deleted.Post.Author,
            _ => 0,
        };
        if (author != 0 && kept.TryGet(author, out var entry)) entry.Changed = true;
    }

    private sealed class Entry
    {
        public volatile bool Changed;
        public volatile Authored? Counted;
        public long NotBefore;

        public Authored Set(Authored counted)
        {
            Volatile.Write(ref NotBefore, Stopwatch.GetTimestamp() + (CostFactor * Counts.CostOf(counted.Posts)));
            return Counted = counted;
        }
    }
}
