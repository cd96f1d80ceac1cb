using System.Text;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Posts.Text;
using Antiphon.Store;

namespace Antiphon.Search;

/// <summary>Search over public posts and over tags; accounts are searched by <c>People</c>.</summary>
public sealed class SearchPosts(DataStore store, PostShelf shelf, Accounts accounts, TimeProvider clock)
{
    private const int LongestQuery = 200;
    private const int MostWords = 12;

    /// <summary>Public posts that hold all the words, newest first.</summary>
    /// <param name="by">Only by this account.</param>
    public IReadOnlyList<PostCard> Posts(Viewer viewer, string query, Paging page, long? by = null)
    {
        var words = Words(query);
        if (words.Count == 0) return [];
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return Filling.Page(page, part => Ids(words, part, by), static id => id, ids => shelf.Load(ids).Where(card => accounts.Find(card.Post.Author) is { } author
            && MayRead.Post(viewer, card, author) && MayRead.InPublicLists(viewer, author, now)));
    }

    private List<long> Ids(List<string> words, Paging page, long? by)
    {
        var order = page.Ascending ? "ASC" : "DESC";
        var ids = store.Read(sql => sql.Dialect.IsPostgres
            ? sql.Rows(
                $"SELECT s.rowid FROM post_search s JOIN posts p ON p.id = s.rowid WHERE s.text @@ to_tsquery('simple', $1) AND s.rowid < $2 AND s.rowid > $3 AND ($4 = 0 OR p.author = $4) ORDER BY s.rowid {order} LIMIT $5",
                static row => row.Long(0), string.Join(" & ", words.Select(static w => "'" + w + "'")), page.Below, page.Above, by ?? 0, page.Limit)
            : sql.Rows(
                $"SELECT s.rowid FROM post_search s JOIN posts p ON p.id = s.rowid WHERE s.text MATCH $1 AND s.rowid < $2 AND s.rowid > $3 AND ($4 = 0 OR p.author = $4) ORDER BY s.rowid {order} LIMIT $5",
                static row => row.Long(0), string.Join(' ', words.Select(static w => "\"" + w + "\"")), page.Below, page.Above, by ?? 0, page.Limit));
        if (page.Ascending) ids.Reverse();
        return ids;
    }

    /// <summary>Tags that begin with the query, as first written, most used of late first.</summary>
    public IReadOnlyList<string> Tags(string query, int limit, int offset = 0)
    {
        var key = Hashtags.Fold(query.Trim().TrimStart('#'));
        if (key.Length is 0 or > LongestQuery) return [];
        return store.Read(sql => sql.Rows(
            "SELECT t.name FROM tags t WHERE t.tag >= $1 AND t.tag < $2 ORDER BY CASE WHEN t.tag = $1 THEN 0 ELSE 1 END, t.tag LIMIT $3 OFFSET $4",
            static row => row.Text(0), key, key + "\uFFFF", limit, offset));
    }

    /// <summary>A tag as it was first written here; as given where nobody has written it yet.</summary>
    public string Written(string tag) =>
        store.Read(sql => sql.First("SELECT name FROM tags WHERE tag = $1", static row => row.Text(0), Hashtags.Fold(tag))) ?? tag;

    /// <summary>Letters and digits alone, so that nothing of a query language is left in them.</summary>
    private static List<string> Words(string query)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in query.Length > LongestQuery ? query[..LongestQuery] : query)
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark)
            {
                word.Append(c);
                continue;
            }

            Take();
        }

        Take();
        return words;

        void Take()
        {
            if (word.Length > 0 && words.Count < MostWords) words.Add(word.ToString());
            word.Clear();
        }
    }
}
