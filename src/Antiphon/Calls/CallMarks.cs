using System.Collections.Concurrent;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.Calls;

/// <summary>How often the call itself was boosted and liked, here and where its own post stands elsewhere. Marks, never people.</summary>
/// <param name="Boosts">Standing boosts of the call's own post.</param>
/// <param name="Likes">Standing likes of it.</param>
/// <param name="FirstBoosts">Those of its first 24 hours.</param>
/// <param name="FirstLikes">Those of its first 24 hours.</param>
public sealed record OwnMarks(long Boosts, long Likes, long FirstBoosts, long FirstLikes);

/// <summary>
/// Counts what was done to a call's own post from the ledger, and goes on from where it stopped. A few lines are read at once; many, such as of an import under way, are read
/// beside the page, which shows what is known so far until it is made anew.
/// </summary>
public sealed class CallMarks(DataStore store)
{
    /// <summary>Lines that are read while a page waits: some milliseconds.</summary>
    private const int AtOnce = 5_000;

    private readonly ConcurrentDictionary<long, Entry> entries = new();

    /// <summary>As far as they are counted up to line <paramref name="sequence"/>; null while nothing is known yet.</summary>
    public OwnMarks? Of(Call call, long sequence)
    {
        var entry = entries.GetOrAdd(call.Id, static _ => new Entry());
        lock (entry)
        {
            if (entry.UpTo >= sequence || entry.Reading) return entry.Marks;
            if (!Many(call, entry.UpTo)) return Read(call, entry, sequence);
            entry.Reading = true;
        }

        _ = Task.Run(() => ReadBeside(call, entry, sequence));
        return entry.Marks;
    }

    private bool Many(Call call, long from) => store.Read(sql => sql.Any("SELECT seq FROM ledger WHERE call = $1 AND seq > $2 ORDER BY seq LIMIT 1 OFFSET $3", call.Id, from, AtOnce));

    private void ReadBeside(Call call, Entry entry, long sequence)
    {
        try
        {
            Read(call, entry, sequence);
        }
        finally
        {
            entry.Reading = false;
        }
    }

    private OwnMarks Read(Call call, Entry entry, long sequence)
    {
        var own = store.Read(sql => sql.Rows("SELECT key FROM call_origins WHERE call = $1", static row => row.Long(0), call.Id)).Append(call.Post).Order().ToArray();

        // Where the call was posted elsewhere becomes known only when an archive says so; then what came before is read again.
        var same = own.AsSpan().SequenceEqual(entry.Own);
        var (from, marks) = same ? (entry.UpTo, entry.Marks!) : (0, new OwnMarks(0, 0, 0, 0));
        var day = Hours.First(call.Opened) + Hours.Day;
        foreach (var (kind, first, lines) in store.Read(sql => sql.Rows(
            $"""
            SELECT kind, CASE WHEN at < $4 THEN 1 ELSE 0 END, SUM(CASE WHEN closes = 0 THEN 1 ELSE -1 END) FROM ledger
            WHERE call = $1 AND seq > $2 AND seq <= $3 AND source {sql.Among(5)} AND kind IN (6, 7) GROUP BY 1, 2
            """,
            static row => ((EvidenceKind)row.Int(0), row.Bool(1), row.Long(2)),
            call.Id, from, sequence, day, own)))
        {
            marks = kind == EvidenceKind.Boost
                ? marks with { Boosts = marks.Boosts + lines, FirstBoosts = marks.FirstBoosts + (first ? lines : 0) }
                : marks with { Likes = marks.Likes + lines, FirstLikes = marks.FirstLikes + (first ? lines : 0) };
        }

        (entry.Own, entry.UpTo) = (own, sequence);
        return entry.Marks = marks;
    }

    private sealed class Entry
    {
        public volatile bool Reading;
        public volatile OwnMarks? Marks;
        public long UpTo;
        public long[] Own = [];
    }
}
