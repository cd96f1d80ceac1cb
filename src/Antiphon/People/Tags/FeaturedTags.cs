using Antiphon.People.Lists;
using Antiphon.Posts.Text;
using Antiphon.Store;

namespace Antiphon.People.Tags;

/// <summary>A hashtag on somebody's profile, with how often they used it.</summary>
/// <param name="Posts">Their public posts with it.</param>
/// <param name="Latest">UTC ms of the last of them.</param>
public sealed record FeaturedTag(long Id, string Name, int Posts, long? Latest);

/// <summary>Hashtags that a member shows on their profile.</summary>
public sealed class FeaturedTags(DataStore store)
{
    /// <summary>As in Mastodon.</summary>
    public const int Most = 10;

    private const int LookedAt = 1_000;

    // From the author's side: a tag may be on a million posts, an author seldom has more than some thousands.
    private const string Uses = "FROM posts p WHERE p.author = f.account AND p.visibility < 2 AND EXISTS (SELECT 1 FROM post_tags t WHERE t.tag = f.tag AND t.post = p.id)";

    public IReadOnlyList<FeaturedTag> Of(long account) => store.Read(sql => Read(sql, "f.account = $1 ORDER BY f.id", account));

    public Task<Outcome<FeaturedTag>> Add(long account, string name) => store.TryWrite<FeaturedTag>(tx =>
    {
        var key = Hashtags.Fold(name);
        if (!tx.Any("SELECT 1 FROM featured_tags WHERE account = $1 AND tag = $2", account, key))
        {
            if (tx.Number("SELECT count(*) FROM featured_tags WHERE account = $1", account) >= Most) return Refusal.Invalid("base", "Validation failed: You have already featured the maximum number of hashtags");
            tx.Run("INSERT INTO featured_tags (account, tag, name, id) VALUES ($1, $2, $3, $4)", account, key, name, tx.NewId());
            tx.Happened(new WantsChanged(account));
        }

        return Read(tx, "f.account = $1 AND f.tag = $2", account, key)[0];
    });

    public Task<Outcome<Done>> Remove(long account, long id) => store.TryWrite<Done>(tx =>
    {
        if (tx.Run("DELETE FROM featured_tags WHERE account = $1 AND id = $2", account, id) == 0) return Refusal.NotFound;
        tx.Happened(new WantsChanged(account));
        return Done.Instance;
    });

    public Task<Outcome<Done>> Remove(long account, string name) => store.TryWrite<Done>(tx =>
    {
        if (tx.Run("DELETE FROM featured_tags WHERE account = $1 AND tag = $2", account, Hashtags.Fold(name)) > 0) tx.Happened(new WantsChanged(account));
        return Done.Instance;
    });

    /// <summary>What a member has used most of late and does not show yet.</summary>
    public IReadOnlyList<string> Suggested(long account) => store.Read(sql => sql.Rows(
        $"""
        SELECT g.name FROM (
            SELECT t.tag AS tag, count(*) AS uses, max(p.id) AS latest
            FROM (SELECT id FROM posts WHERE author = $1 AND visibility = 0 ORDER BY id DESC LIMIT {LookedAt}) AS p JOIN post_tags t ON t.post = p.id
            WHERE NOT EXISTS (SELECT 1 FROM featured_tags f WHERE f.account = $1 AND f.tag = t.tag)
            GROUP BY t.tag ORDER BY uses DESC, latest DESC LIMIT {Most}
        ) AS used JOIN tags g ON g.tag = used.tag ORDER BY used.uses DESC, used.latest DESC
        """,
        static row => row.Text(0), account));

    private static List<FeaturedTag> Read(Sql sql, string where, params ReadOnlySpan<Value> values) => sql.Rows(
        $"SELECT f.id, f.name, (SELECT count(*) {Uses}), (SELECT max(p.id) {Uses}) FROM featured_tags f WHERE {where}",
        static row => new FeaturedTag(row.Long(0), row.Text(1), row.Int(2), row.LongOrNull(3) is { } last ? Ids.TimeOf(last) : null), values);
}
