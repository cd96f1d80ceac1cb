using Antiphon.Live;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Store;

namespace Antiphon.Filters;

/// <summary>Members' filters: as they made them, and as sieves that are ready while the member is about. A change drops the sieve after its commit, so that the next list and frame obey it.</summary>
public sealed class AllFilters
{
    private const int MostKept = 20_000;

    private readonly DataStore store;
    private readonly PostShelf shelf;
    private readonly TimeProvider clock;
    private readonly Remembered<long, Sieve> sieves = new(MostKept);

    public AllFilters(DataStore store, PostShelf shelf, Happenings happenings, TimeProvider clock)
    {
        this.store = store;
        this.shelf = shelf;
        this.clock = clock;
        happenings.Listen(happening =>
        {
            if (happening is FiltersChanged changed) sieves.Drop(changed.Account);
        });
    }

    /// <summary>In the order in which they were made, expired ones too.</summary>
    public IReadOnlyList<Filter> Of(long account) => store.Read(sql => Read(sql, account));

    public Filter? Find(long account, long id) => store.Read(sql => Find(sql, account, id));

    public FilterKeyword? Keyword(long account, long id) => store.Read(
        sql => sql.First($"SELECT {FilterKeyword.Columns} FROM filter_keywords WHERE account = $1 AND id = $2", FilterKeyword.Read, account, id));

    public FilterPost? Post(long account, long id) => store.Read(
        sql => sql.First($"SELECT {FilterPost.Columns} FROM filter_posts WHERE account = $1 AND id = $2", FilterPost.Read, account, id));

    /// <summary>What catches this post for this viewer. For a boost, what catches the post that it passes on.</summary>
    public IReadOnlyList<Caught> Catch(Viewer viewer, PostCard card)
    {
        var sieve = SieveOf(viewer);
        if (sieve.IsEmpty) return [];
        var shown = card.Post.BoostOf is { } original ? shelf.Find(original) ?? card : card;
        return sieve.Catch(shown, card.Id, Now);
    }

    /// <summary>Whether any filter of the viewer's hides at all.</summary>
    public bool MayHide(Viewer viewer) => SieveOf(viewer).MayHide;

    /// <summary>Whether the server leaves the post out of the viewer's list. One's own posts are never left out.</summary>
    public bool Hides(Viewer viewer, PostCard card, FilterContexts context)
    {
        if (!SieveOf(viewer).MayHide || card.Post.Author == viewer.Id) return false;
        foreach (var caught in Catch(viewer, card))
        {
            if (caught.Filter.Action == FilterAction.Hide && (caught.Filter.Contexts & context) != 0) return true;
        }

        return false;
    }

    /// <summary>Past the cache: what this connection sees.</summary>
    internal static Filter? Find(Sql sql, long account, long id)
    {
        var found = sql.First($"SELECT {Filter.Columns} FROM filters WHERE account = $1 AND id = $2", Filter.Read, account, id);
        return found is null ? null : found with
        {
            Keywords = sql.Rows($"SELECT {FilterKeyword.Columns} FROM filter_keywords WHERE account = $1 AND filter = $2 ORDER BY id", FilterKeyword.Read, account, id),
            Posts = sql.Rows($"SELECT {FilterPost.Columns} FROM filter_posts WHERE account = $1 AND filter = $2 ORDER BY id", FilterPost.Read, account, id),
        };
    }

    private static List<Filter> Read(Sql sql, long account)
    {
        var found = sql.Rows($"SELECT {Filter.Columns} FROM filters WHERE account = $1 ORDER BY id", Filter.Read, account);
        if (found.Count == 0) return found;
        var keywords = sql.Rows($"SELECT {FilterKeyword.Columns} FROM filter_keywords WHERE account = $1 ORDER BY id", FilterKeyword.Read, account).ToLookup(static one => one.Filter);
        var posts = sql.Rows($"SELECT {FilterPost.Columns} FROM filter_posts WHERE account = $1 ORDER BY id", FilterPost.Read, account).ToLookup(static one => one.Filter);
        return [.. found.Select(filter => filter with { Keywords = [.. keywords[filter.Id]], Posts = [.. posts[filter.Id]] })];
    }

    private Sieve SieveOf(Viewer viewer) => viewer.Id <= 0 ? Sieve.Empty : sieves.Get(viewer.Id, Load)!;

    private Sieve Load(long account)
    {
        var all = Of(account);
        return all.Count == 0 ? Sieve.Empty : new Sieve(all);
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
