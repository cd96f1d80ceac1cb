using Antiphon.Filters;
using Antiphon.People;
using Antiphon.People.Lists;
using Antiphon.Posts;
using Antiphon.Posts.Text;
using Antiphon.Store;

namespace Antiphon.Timelines;

/// <summary>Which posts of somebody's profile.</summary>
public sealed record ProfileFilter(bool WithoutReplies = false, bool WithoutBoosts = false, bool OnlyMedia = false, bool Pinned = false, string? Tag = null);

/// <summary>Which tags, as Mastodon's tag timeline has it; beyond <see cref="Most"/> of a sort they are passed over.</summary>
/// <param name="Any">Posts with one of these are wanted too.</param>
/// <param name="All">The posts must have each of these as well.</param>
/// <param name="None">They must have none of these.</param>
public sealed record TagFilter(
    string Tag, IReadOnlyList<string> Any, IReadOnlyList<string> All, IReadOnlyList<string> None, bool Local = false, bool Remote = false, bool OnlyMedia = false)
{
    public const int Most = 4;
}

/// <summary>Every list of posts. Each is skeleton (ids), load, rules: a page is filled up until it is full or the list ends, so that hidden posts do not cut it short.</summary>
public sealed class Timelines(DataStore store, HomeTimeline home, ByAuthors authors, PostShelf shelf, Accounts accounts, AllFilters filters, TimeProvider clock)
{
    public IReadOnlyList<PostCard> Home(Viewer viewer, Paging page) => Fill(page, p => home.Page(viewer.Id, p), (card, now) => InHome(viewer, card, now) && !Hidden(viewer, card, FilterContexts.Home));

    /// <summary>What the members of one of the viewer's own lists wrote and passed on.</summary>
    public IReadOnlyList<PostCard> List(Viewer viewer, ListWithMembers list, Paging page) => Fill(
        viewer,
        page,
        p => authors.Read(p, [.. list.Members], [], post => InList(viewer, list, post), static _ => false),
        MayRead.InLists,
        FilterContexts.Home);

    /// <summary>Whether a post belongs in the timeline of this list of the viewer's. The one rule, also for streams.</summary>
    internal static bool InList(Viewer viewer, ListWithMembers list, in Placed post)
    {
        if (!list.Members.Contains(post.Author)) return false;
        if (post.Author != viewer.Id && !HomeTimeline.FromFollowed(viewer, post)) return false;
        if (post.Visibility == Visibility.Direct) return false;
        return post.ReplyToAuthor == 0 || post.ReplyToAuthor == post.Author || post.ReplyToAuthor == viewer.Id || list.List.Replies switch
        {
            ListReplies.Followed => true,
            ListReplies.List => list.Members.Contains(post.ReplyToAuthor),
            _ => false,
        };
    }

    /// <summary>By a followed hashtag comes what strangers wrote as well: of them none whom the moderators have limited.</summary>
    internal bool InHome(Viewer viewer, PostCard card, long now) =>
        Belongs(viewer, card, MayRead.InLists, now) && accounts.Find(card.Post.Author) is { } author && MayRead.InPublicLists(viewer, author, now);

    /// <summary>Public posts, neither replies to others nor boosts.</summary>
    /// <param name="local">Only posts of this server.</param>
    /// <param name="onlyMedia">Only posts with pictures.</param>
    /// <param name="remote">Only posts of other servers.</param>
    public IReadOnlyList<PostCard> Public(Viewer viewer, Paging page, bool local, bool onlyMedia = false, bool remote = false)
    {
        var where = "visibility = 0 AND boost_of IS NULL AND (reply_to IS NULL OR reply_to_author = author)"
            + (local ? " AND uri IS NULL" : string.Empty)
            + (remote ? " AND uri IS NOT NULL" : string.Empty)
            + (onlyMedia ? " AND EXISTS (SELECT 1 FROM media m WHERE m.post = posts.id)" : string.Empty);
        return Fill(viewer, page, p => Ids($"SELECT id FROM posts WHERE id > $1 AND id < $2 AND {where}", "id", p), MayRead.InPublicLists);
    }

    public IReadOnlyList<PostCard> Tag(Viewer viewer, Paging page, string tag, bool local = false, bool onlyMedia = false, bool remote = false) =>
        Tag(viewer, page, new TagFilter(tag, [], [], [], local, remote, onlyMedia));

    /// <summary>Public posts by their tags.</summary>
    public IReadOnlyList<PostCard> Tag(Viewer viewer, Paging page, TagFilter filter)
    {
        var values = new List<Value>();
        string Key(string name)
        {
            values.Add(Hashtags.Fold(name));
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"${values.Count + 3}");
        }

        var one = Key(filter.Tag);
        var any = filter.Any.Take(TagFilter.Most).Select(Key).ToList();
        var where = string.Empty;
        foreach (var all in filter.All.Take(TagFilter.Most)) where += $" AND EXISTS (SELECT 1 FROM post_tags t WHERE t.post = post_tags.post AND t.tag = {Key(all)})";
        foreach (var none in filter.None.Take(TagFilter.Most)) where += $" AND NOT EXISTS (SELECT 1 FROM post_tags t WHERE t.post = post_tags.post AND t.tag = {Key(none)})";
        if (filter.Local) where += " AND EXISTS (SELECT 1 FROM posts p WHERE p.id = post AND p.uri IS NULL)";
        if (filter.Remote) where += " AND EXISTS (SELECT 1 FROM posts p WHERE p.id = post AND p.uri IS NOT NULL)";
        if (filter.OnlyMedia) where += " AND EXISTS (SELECT 1 FROM media m WHERE m.post = post_tags.post)";
        var tags = any.Count == 0 ? $"tag = {one}" : $"tag IN ({one}, {string.Join(", ", any)})";
        var select = $"SELECT {(any.Count == 0 ? string.Empty : "DISTINCT ")}post FROM post_tags WHERE post > $1 AND post < $2 AND {tags}{where}{Listed}";
        return Fill(viewer, page, p => Ids(select, "post", p, values.ToArray()), MayRead.InPublicLists);
    }

    /// <summary>Public posts that carry a link.</summary>
    public IReadOnlyList<PostCard> Link(Viewer viewer, Paging page, string url) => Links.Key(url) is not { } key ? []
        : Fill(viewer, page, p => Ids("SELECT post FROM post_links WHERE post > $1 AND post < $2 AND link = $4", "post", p, key), MayRead.InPublicLists);

    /// <summary>Unlisted posts carry their tags, for their author's page, and are in no list of a tag.</summary>
    private const string Listed = " AND EXISTS (SELECT 1 FROM posts p WHERE p.id = post_tags.post AND p.visibility = 0)";

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
    public IReadOnlyList<(long Id, PostCard Card)> Kept(Viewer viewer, long account, ReactionKind kind, Paging page) => Filling.Page(
        page,
        part => store.Read(sql =>
        {
            var found = sql.Rows(
                $"SELECT id, post FROM reactions WHERE account = $4 AND kind = $5 AND id > $1 AND id < $2 ORDER BY id {Order(part)} LIMIT $3",
                static row => (Id: row.Long(0), Post: row.Long(1)), part.Above, part.Below, part.Limit, account, (int)kind);
            if (part.Ascending) found.Reverse();
            return found;
        }),
        static row => row.Id,
        rows =>
        {
            var cards = shelf.Load([.. rows.Select(static r => r.Post)]).ToDictionary(static card => card.Id);
            return rows.Where(r => cards.TryGetValue(r.Post, out var card) && Readable(viewer, card)).Select(r => (r.Id, cards[r.Post]));
        });

    /// <summary>Who liked or boosted a post, newest first; pages by the id of the doing.</summary>
    public IReadOnlyList<(long Id, Account Account)> Reactors(Viewer viewer, long post, ReactionKind kind, Paging page) => Filling.Page(
        page,
        part => store.Read(sql =>
        {
            var found = sql.Rows(
                $"SELECT id, account FROM reactions WHERE post = $4 AND kind = $5 AND id > $1 AND id < $2 ORDER BY id {Order(part)} LIMIT $3",
                static row => (Id: row.Long(0), Account: row.Long(1)), part.Above, part.Below, part.Limit, post, (int)kind);
            if (part.Ascending) found.Reverse();
            return found;
        }),
        static row => row.Id,
        rows =>
        {
            var found = accounts.Load(rows.Select(static r => r.Account));
            return rows.Where(r => found.TryGetValue(r.Account, out var a) && a.Shown && !viewer.Apart(a.Id)).Select(r => (r.Id, found[r.Account]));
        });

    /// <summary>Posts that quote this one, newest first.</summary>
    public IReadOnlyList<PostCard> Quotes(Viewer viewer, long post, Paging page) =>
        Fill(viewer, page, p => Ids("SELECT id FROM posts WHERE id > $1 AND id < $2 AND quote_of = $4 AND quote_state = 0", "id", p, post), MayRead.InLists);

    /// <summary>Those of these posts that the viewer may read, in this order.</summary>
    public IReadOnlyList<PostCard> Readable(Viewer viewer, IReadOnlyList<long> ids) => [.. shelf.Load(ids).Where(card => Readable(viewer, card))];

    /// <summary>Whether the viewer may read the post, and for a boost what it passes on.</summary>
    public bool Readable(Viewer viewer, PostCard card)
    {
        if (accounts.Find(card.Post.Author) is not { } author || !MayRead.Post(viewer, card, author)) return false;
        return card.Post.BoostOf is not { } original || (shelf.Find(original) is { } inner && Readable(viewer, inner));
    }

    private IReadOnlyList<PostCard> Fill(Viewer viewer, Paging page, Func<Paging, IReadOnlyList<long>> ids, Func<Viewer, Account, long, bool> rule, FilterContexts context = FilterContexts.None) =>
        Fill(page, ids, (card, now) => Belongs(viewer, card, rule, now) && !Hidden(viewer, card, context));

    private List<PostCard> Fill(Paging page, Func<Paging, IReadOnlyList<long>> ids, Func<PostCard, long, bool> belongs)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return Filling.Page(page, ids, static id => id, skeleton => shelf.Load(skeleton).Where(card => belongs(card, now)));
    }

    /// <summary>Whether a filter of the viewer's hides the post in such a list.</summary>
    internal bool Hidden(Viewer viewer, PostCard card, FilterContexts context) => context != FilterContexts.None && filters.Hides(viewer, card, context);

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
            var found = sql.Rows($"{select} ORDER BY {id} {Order(page)} LIMIT $3", static row => row.Long(0), values);
            if (page.Ascending) found.Reverse();
            return found;
        });
    }

    private static string Order(Paging page) => page.Ascending ? "ASC" : "DESC";
}
