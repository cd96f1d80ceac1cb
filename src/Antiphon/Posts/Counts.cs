using System.Diagnostics;
using Antiphon.Live;
using Antiphon.Store;

namespace Antiphon.Posts;

/// <summary>
/// How often posts were replied to, boosted, liked and quoted: counted from the rows on first use and again after a change. Counting a post that a hundred thousand people
/// liked takes milliseconds, so a post whose count is costly is counted again no more often than twenty times its own cost: at most 5 % of a core goes into it,
/// and what is shown is late by that much and never wrong for longer.
/// </summary>
public sealed class Counts
{
    private const int MostKept = 100_000;
    private const int CostFactor = 20;

    /// <summary>Rows that are counted in a second by one core, on the slower of the two stores.</summary>
    private const long RowsPerSecond = 2_000_000;

    private readonly DataStore store;
    private readonly Remembered<long, Entry> kept = new(MostKept);

    public Counts(DataStore store, Happenings happenings)
    {
        this.store = store;
        happenings.Listen(Hear);
    }

    public PostCounts Of(long post)
    {
        var entry = kept.Get(post, _ => new Entry())!;
        var counted = entry.Counted;
        if (counted is not null && (!entry.Changed || Stopwatch.GetTimestamp() < entry.NotBefore)) return counted;
        entry.Changed = false;
        return entry.Set(store.Read(sql => Count(sql, post)));
    }

    /// <summary>Counts in one statement what of these was never counted, so that a page of posts is not as many questions to the store.</summary>
    public void Bring(IEnumerable<long> posts)
    {
        Dictionary<long, Entry>? missing = null;
        foreach (var post in posts)
        {
            var entry = kept.Get(post, static _ => new Entry())!;
            if (entry.Counted is null) (missing ??= [])[post] = entry;
        }

        if (missing is null) return;
        foreach (var entry in missing.Values) entry.Changed = false;
        foreach (var (post, counted) in store.Read(sql => sql.Rows($"SELECT {Columns}, p.id FROM posts p WHERE p.id {sql.Among(1)}", static row => (row.Long(4), Read(row)), missing.Keys.ToArray())))
            missing[post].Set(counted);
    }

    /// <summary>In the stopwatch's ticks, by how much was counted and not by how long it took: a slow moment of the machine must not make a fresh post's first answer late.</summary>
    internal static long CostOf(long rows) => rows * Stopwatch.Frequency / RowsPerSecond;

    private const string Columns =
        """
        (SELECT count(*) FROM posts r WHERE r.reply_to = p.id AND r.visibility <= 1),
        (SELECT count(*) FROM reactions r WHERE r.post = p.id AND r.kind = 3),
        (SELECT count(*) FROM reactions r WHERE r.post = p.id AND r.kind = 1),
        (SELECT count(*) FROM posts q WHERE q.quote_of = p.id AND q.quote_state = 0 AND q.visibility <= 1)
        """;

    private static PostCounts Read(Row row) => new(row.Int(0), row.Int(1), row.Int(2), row.Int(3));

    private static PostCounts Count(Sql sql, long post) => sql.First($"SELECT {Columns} FROM posts p WHERE p.id = $1", Read, post) ?? new PostCounts(0, 0, 0, 0);

    private void Hear(Happening happening)
    {
        switch (happening)
        {
            case PostWritten { Card.Post: var post }:
                Change(post.ReplyTo);
                Change(post.QuoteOf);
                break;
            case PostDeleted { Post: var post }:
                Change(post.ReplyTo);
                Change(post.QuoteOf);
                kept.Drop(post.Id);
                break;
            case PostEdited { Card.Post: { QuoteState: QuoteState.Revoked } post }:
                Change(post.QuoteOf);
                break;
            case Reacted { Kind: ReactionKind.Like or ReactionKind.Boost } reacted:
                Change(reacted.Post.Id);
                break;
        }
    }

    private void Change(long? post)
    {
        if (post is { } id && kept.TryGet(id, out var entry)) entry.Changed = true;
    }

    private sealed class Entry
    {
        public volatile bool Changed;
        public volatile PostCounts? Counted;
        public long NotBefore;

        public PostCounts Set(PostCounts counted)
        {
            NotBefore = Stopwatch.GetTimestamp() + (CostFactor * CostOf(counted.Replies + counted.Boosts + counted.Likes + (long)counted.Quotes));
            return Counted = counted;
        }
    }
}
