using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Posts.Text;
using Antiphon.Store;

namespace Antiphon.Timelines;

/// <summary>Which posts of somebody's profile.</summary>
public sealed record ProfileFilter(bool WithoutReplies = false, bool WithoutBoosts = false, bool OnlyMedia = false, bool Pinned = false, string? Tag = null);

/// <summary>Every list of posts. Each is skeleton (ids), load, rules: a page is filled up until it is full or the list ends, so that hidden posts do not cut it short.</summary>
public sealed class Timelines(DataStore store, HomeTimeline home, PostShelf shelf, Accounts accounts, TimeProvider clock)
{
    /// <summary>Rounds of filling up a page whose posts are mostly hidden from this viewer.</summary>
    private const int MostRounds = 5;

    public IReadOnlyList<PostCard> Home(Viewer viewer, Paging page) => Fill(viewer, page, p => home.Page(viewer.Id, p), MayRead.InLists);

    /// <summary>Public posts, neither replies to others nor boosts.</summary>
    /// <param name="onlyMedia">Only posts with pictures.</param>
    public IReadOnlyList<PostCard> Public(Viewer viewer, Paging page, bool local, bool onlyMedia = false)
    {
        var where = "visibility = 0 AND boost_of IS NULL AND (reply_to IS NULL OR reply_to_author = author)"
            + (local ? " AND uri IS NULL" : string.Empty)
            + (onlyMedia ? " AND EXISTS (SELECT 1 FROM media m WHERE m.post = posts.id)" : string.Empty);
        return Fill(viewer, page, p => Ids($"SELECT id FROM posts WHERE id > $1 AND id < $2 AND {where}", "id", p), MayRead.InPublicLists);
    }

    public IReadOnlyList<PostCard> Tag(Viewer viewer, Paging page, string tag, bool local = false, bool onlyMedia = false)
    {
        var key = Hashtags.Fold(tag);
        var where = (local ? " AND EXISTS (SELECT 1 FROM posts p WHERE p.id = post AND p.uri IS NULL)" : string.Empty)
            + (onlyMedia ? " AND EXISTS (SELECT 1 FROM media m WHERE m.post = post_tags.post)" : string.Empty);
        return Fill(viewer, page, p => Ids($"SELECT post FROM post_tags WHERE post > $1 AND post < $2 AND tag = $4{where}", "post", p, key), MayRead.InPublicLists);
    }

    /// <summary>Somebody's own posts and boosts.</summary>
    public IReadOnlyList<PostCard> Profile(Viewer viewer, Account author, Paging page, ProfileFilter filter)
    {
        if (!author.Shown && viewer.Id != author.Id) return [];
        if (filter.Pinned) return Kept(viewer, author.Id, ReactionKind.Pin, page).Select(static kept => kept.Card).ToList();
        var where = (filter.WithoutReplies ? " AND (reply_to IS NULL OR reply_to_author = author)" : string.Empty)
            + (filter.WithoutBoosts ? " AND boost_of IS NULL" : string.Empty)
            + (filter.OnlyMedia ? " AND EXISTS (SELECT 1 FROM media m WHERE m.post = posts.id)" : string.Empty)
            + (filter.Tag is null ? string.Empty : " AND EXISTS (SELECT 1 FROM post_tags t WHERE t.post = posts.id AND t.tag = $5)");
        return Fill(
            viewer,
            page,
            p => filter.Tag is null
                ? Ids($"SELECT id FROM posts WHERE id > $1 AND id < $2 AND author = $4{where}", "id", p, author.Id)
                : Ids($"SELECT id FROM posts WHERE id > $1 AND id < $2 AND author = $4{where}", "id", p, author.Id, Hashtags.Fold(filter.Tag)),
            static (_, _, _) => true);
    }

    /// <summary>What somebody liked, bookmarked or pinned, newest first by when they did; pages by the id of the doing, which is given with each.</summary>
    public IReadOnlyList<(long Id, PostCard Card)> Kept(Viewer viewer, long account, ReactionKind kind, Paging page)
    {
        var rows = store.Read(sql =>
        {
            var found = sql.Rows(
                $"SELECT id, post FROM reactions WHERE account = $4 AND kind = $5 AND id > $1 AND id < $2 ORDER BY id {(page.Ascending ? "ASC" : "DESC")} LIMIT $3",
                static row => (Id: row.Long(0), Post: row.Long(1)), page.Above, page.Below, page.Limit, account, (int)kind);
            if (page.Ascending) found.Reverse();
            return found;
        });
        var cards = shelf.Load([.. rows.Select(static r => r.Post)]).ToDictionary(static card => card.Id);
        return [.. rows.Where(r => cards.TryGetValue(r.Post, out var card) && Readable(viewer, card)).Select(r => (r.Id, cards[r.Post]))];
    }

    /// <summary>Who liked or boosted a post, newest first; pages by the id of the doing.</summary>
    public IReadOnlyList<(long Id, Account Account)> Reactors(Viewer viewer, long post, ReactionKind kind, Paging page)
    {
        var rows = store.Read(sql => sql.Rows(
            "SELECT id, account FROM reactions WHERE post = $4 AND kind = $5 AND id > $1 AND id < $2 ORDER BY id DESC LIMIT $3",
            static row => (Id: row.Long(0), Account: row.Long(1)), page.Above, page.Below, page.Limit, post, (int)kind));
        var found = accounts.Load(rows.Select(static r => r.Account));
        return [.. rows.Where(r => found.TryGetValue(r.Account, out var a) && a.Shown && !viewer.Apart(a.Id)).Select(r => (r.Id, found[r.Account]))];
    }

    /// <summary>Those of these posts that the viewer may read, in this order.</summary>
    public IReadOnlyList<PostCard> Readable(Viewer viewer, IReadOnlyList<long> ids) => [.. shelf.Load(ids).Where(card => Readable(viewer, card))];

    /// <summary>Whether the viewer may read the post, and for a boost what it passes on.</summary>
    public bool Readable(Viewer viewer, PostCard card)
    {
        if (accounts.Find(card.Post.Author) is not { } author || !MayRead.Post(viewer, card, author)) return false;
        return card.Post.BoostOf is not { } original || (shelf.Find(original) is { } inner && Readable(viewer, inner));
    }

    private IReadOnlyList<PostCard> Fill(Viewer viewer, Paging page, Func<Paging, IReadOnlyList<long>> ids, Func<Viewer, Account, long, bool> rule)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var kept = new List<PostCard>(page.Limit);
        var rest = page;
        for (var round = 0; round < MostRounds; round++)
        {
            var skeleton = ids(rest);
            foreach (var card in shelf.Load(skeleton))
            {
                if (kept.Count < page.Limit && Belongs(viewer, card, rule, now)) kept.Add(card);
            }

            if (kept.Count == page.Limit || skeleton.Count < rest.Limit) break;
            rest = page.Ascending ? rest with { Above = skeleton[0] } : rest with { Below = skeleton[^1] };
        }

        if (page.Ascending) kept.Sort(static (a, b) => b.Id.CompareTo(a.Id));
        return kept;
    }

    internal bool Belongs(Viewer viewer, PostCard card, Func<Viewer, Account, long, bool> rule, long now)
    {
        if (accounts.Find(card.Post.Author) is not { } author || !MayRead.Post(viewer, card, author) || !rule(viewer, author, now)) return false;
        return card.Post.BoostOf is not { } original || (shelf.Find(original) is { } inner && Belongs(viewer, inner, rule, now));
    }

    private IReadOnlyList<long> Ids(string select, string id, Paging page, params ReadOnlySpan<Value> more)
    {
        Value[] values = [page.Above, page.Below, page.Limit, .. more];
        return store.Read(sql =>
        {
            var found = sql.Rows($"{select} ORDER BY {id} {(page.Ascending ? "ASC" : "DESC")} LIMIT $3", static row => row.Long(0), values);
            if (page.Ascending) found.Reverse();
            return found;
        });
    }
}
