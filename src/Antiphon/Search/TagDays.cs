using Antiphon.Live;
using Antiphon.Posts.Text;
using Antiphon.Store;

namespace Antiphon.Search;

/// <summary>One day of a hashtag or a link.</summary>
/// <param name="Day">Days since 1970, UTC.</param>
/// <param name="Uses">Public posts with it.</param>
/// <param name="People">Who wrote them.</param>
public sealed record TagDay(long Day, int Uses, int People);

/// <summary>How often a hashtag or a link was used on each of the last seven days, counted from the rows and kept for five minutes.</summary>
public sealed class TagDays(DataStore store, TimeProvider clock)
{
    public const int Days = 7;

    private const int MostKept = 2_000;
    private const long DayMs = 24 * 3600 * 1000;
    private static readonly long Life = (long)TimeSpan.FromMinutes(5).TotalMilliseconds;

    private readonly Remembered<(string Table, string Key), Counted> kept = new(MostKept);

    /// <summary>Newest day first, each of the seven present.</summary>
    public IReadOnlyList<TagDay> Of(string tag) => Of("post_tags", "tag", Hashtags.Fold(tag));

    /// <inheritdoc cref="Of(string)"/>
    /// <param name="link">See <see cref="Links.Key"/>.</param>
    public IReadOnlyList<TagDay> OfLink(string link) => Of("post_links", "link", link);

    private IReadOnlyList<TagDay> Of(string table, string column, string key)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (kept.TryGet((table, key), out var known) && now - known.At < Life) return known.Days;
        var today = now / DayMs;

        // An id carries its post's time in its upper bits.
        var found = store.Read(sql => sql.Rows(
            $"SELECT (t.post >> 16) / $3 AS day, count(*), count(DISTINCT p.author) FROM {table} t JOIN posts p ON p.id = t.post WHERE t.{column} = $1 AND t.post >= $2 AND p.visibility = 0 GROUP BY 1",
            static row => new TagDay(row.Long(0), row.Int(1), row.Int(2)), key, Ids.First((today - Days + 1) * DayMs), DayMs)).ToDictionary(static day => day.Day);
        var counted = new Counted([.. Enumerable.Range(0, Days).Select(back => found.GetValueOrDefault(today - back) ?? new TagDay(today - back, 0, 0))], now);
        kept.Keep((table, key), counted, kept.Epoch);
        return counted.Days;
    }

    private sealed record Counted(IReadOnlyList<TagDay> Days, long At);
}
