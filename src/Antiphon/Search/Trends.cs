using Antiphon.Live;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Store;
using Antiphon.Timelines;
using Microsoft.Extensions.Logging;

namespace Antiphon.Search;

/// <summary>
/// What many are speaking of, counted in people and not in posts, so that nobody makes a trend alone. Only of members who want to be found, and never of anybody's answer to a call: who told
/// something there did not ask for a crowd. Counted by a round and kept; who may see a post is asked at each look, so what is taken back is gone at once.
/// </summary>
public sealed class Trends(DataStore store, PostShelf shelf, Accounts accounts, Arrivals arrivals, TimeProvider clock)
{
    /// <summary>As many people at least: fewer are a conversation.</summary>
    public const int LeastPeople = 3;

    private const int MostKept = 100;
    private static readonly long Window = (long)TimeSpan.FromDays(2).TotalMilliseconds;

    private volatile IReadOnlyList<string> tags = [];
    private volatile IReadOnlyList<string> links = [];
    private volatile IReadOnlyList<long> posts = [];

    /// <summary>Folded names, most people first.</summary>
    public IReadOnlyList<string> Tags => tags;

    /// <summary>Links, most people first. What people link to in their answers to a call is no trend.</summary>
    public IReadOnlyList<string> Links => links;

    /// <summary>Posts that many liked or passed on, most people first, as far as this viewer may see them.</summary>
    public IReadOnlyList<PostCard> Posts(Viewer viewer, int skip, int most) =>
        [.. shelf.Load(posts).Where(card => accounts.Find(card.Post.Author) is { Discoverable: true } && arrivals.InPublic(viewer, card)).Skip(skip).Take(most)];

    /// <summary>Counts anew.</summary>
    public void Count()
    {
        var since = Ids.First(clock.GetUtcNow().ToUnixTimeMilliseconds() - Window);
        tags = store.Read(sql => sql.Rows(
            """
            SELECT t.tag, count(DISTINCT p.author) AS people FROM post_tags t JOIN posts p ON p.id = t.post JOIN accounts a ON a.id = p.author
            WHERE t.post >= $1 AND p.visibility = 0 AND a.state = 0 AND a.discoverable = 1 GROUP BY t.tag HAVING count(DISTINCT p.author) >= $2 ORDER BY people DESC, t.tag LIMIT $3
            """,
            static row => row.Text(0), since, LeastPeople, MostKept));
        links = store.Read(sql => sql.Rows(
            """
            SELECT l.link, count(DISTINCT p.author) AS people FROM post_links l JOIN posts p ON p.id = l.post JOIN accounts a ON a.id = p.author
            WHERE l.post >= $1 AND p.story = 0 AND p.sensitive = 0 AND a.state = 0 AND a.discoverable = 1 AND NOT EXISTS (SELECT 1 FROM post_calls pc WHERE pc.post = p.id)
            GROUP BY l.link HAVING count(DISTINCT p.author) >= $2 ORDER BY people DESC, l.link LIMIT $3
            """,
            static row => row.Text(0), since, LeastPeople, MostKept));
        posts = store.Read(sql => sql.Rows(
            """
            SELECT p.id, count(DISTINCT r.account) AS people FROM posts p JOIN accounts a ON a.id = p.author JOIN reactions r ON r.post = p.id AND r.kind IN (1, 3) AND r.account <> p.author
            WHERE p.id >= $1 AND p.visibility = 0 AND p.boost_of IS NULL AND p.reply_to IS NULL AND p.story = 0 AND p.sensitive = 0 AND a.state = 0 AND a.discoverable = 1
                AND (EXISTS (SELECT 1 FROM calls c WHERE c.post = p.id AND c.hidden = 0) OR NOT EXISTS (SELECT 1 FROM post_calls pc WHERE pc.post = p.id))
            GROUP BY p.id HAVING count(DISTINCT r.account) >= $2 ORDER BY people DESC, p.id DESC LIMIT $3
            """,
            static row => row.Long(0), since, LeastPeople, MostKept));
    }
}

/// <summary>Counts the trends every few minutes.</summary>
public sealed class TrendRounds(Trends trends, Happenings happenings, TimeProvider clock, ILogger<TrendRounds> log) : Rounds(happenings, clock, log, Pause)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    protected override bool Wakes(Happening happening) => false;

    protected override Task Round(CancellationToken stopping)
    {
        trends.Count();
        return Task.CompletedTask;
    }
}
