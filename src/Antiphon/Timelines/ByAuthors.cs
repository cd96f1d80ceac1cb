using System.Globalization;
using Antiphon.Posts;
using Antiphon.Store;

namespace Antiphon.Timelines;

/// <summary>
/// A page of what many authors wrote, and of what has one of some tags: the runs of each, newest first, merged until the page is full. Each run begins with what <see cref="NewestByAuthor"/> has
/// in memory, or with a few posts of each author that one statement reads, and goes on in the store where the page reaches further back.
/// </summary>
public sealed class ByAuthors(DataStore store, NewestByAuthor newest)
{
    /// <summary>Posts of each author that the first statement reads at least.</summary>
    private const int FewestOfEach = 4;

    /// <param name="belongs">Whether what one of the authors wrote is wanted.</param>
    /// <param name="tagged">Whether what has one of the tags is wanted; only public posts are asked about.</param>
    /// <returns>Ids, newest first.</returns>
    internal List<long> Read(Paging page, IReadOnlyList<long> authors, IEnumerable<string> tags, Func<Placed, bool> belongs, Func<Placed, bool> tagged)
    {
        var heads = new PriorityQueue<Run, long>(authors.Count);
        foreach (var run in Runs(page, authors)) Enqueue(run, belongs);
        foreach (var tag in tags) Enqueue(new Run(Tagged(page, tag), rest => Tagged(rest, tag), page), tagged);

        var found = new List<long>(page.Limit);
        var last = 0L;
        while (found.Count < page.Limit && heads.TryDequeue(out var run, out _))
        {
            var post = run.Current;

            // What has two of the tags, or a tag and an author, stands at the head of two runs at once.
            if (post.Id != last && run.Wanted(post)) found.Add(last = post.Id);
            if (run.Next()) heads.Enqueue(run, Key(run));
        }

        if (page.Ascending) found.Reverse();
        return found;

        long Key(Run run) => page.Ascending ? run.Current.Id : -run.Current.Id;

        void Enqueue(Run run, Func<Placed, bool> wanted)
        {
            run.Wanted = wanted;
            if (run.Begin()) heads.Enqueue(run, Key(run));
        }
    }

    /// <summary>Some posts of each author, as many as the page's limit, nearest to where the page begins; in no order.</summary>
    internal static List<Placed> NewestOfEach(Sql sql, long[] authors, Paging page)
    {
        var (order, within) = page.Ascending ? ("ASC", "<=") : ("DESC", ">=");
        return sql.Rows(
            $"""
            SELECT p.id, p.author, p.visibility, p.boost_of, p.reply_to_author, p.language FROM accounts a JOIN posts p ON p.author = a.id AND p.id > $2 AND p.id < $3
             AND p.id {within} COALESCE((SELECT q.id FROM posts q WHERE q.author = a.id AND q.id > $2 AND q.id < $3 ORDER BY q.id {order} LIMIT 1 OFFSET $4), $5)
             WHERE a.id {sql.Among(1)}
            """,
            Placed.Read, authors, page.Above, page.Below, page.Limit - 1L, page.Ascending ? long.MaxValue : 0);
    }

    private IEnumerable<Run> Runs(Paging page, IReadOnlyList<long> authors)
    {
        var unknown = new List<long>();
        if (page.Ascending)
        {
            unknown.AddRange(authors);
        }
        else
        {
            var known = newest.Of(authors);
            for (var i = 0; i < known.Length; i++)
            {
                var author = authors[i];
                var (posts, complete) = known[i];

                // Where all that is known is newer than the page, the page begins in the store.
                if (complete || posts[^1].Id < page.Below) yield return new Run(posts, complete ? null : rest => Of(rest, author), page);
                else unknown.Add(author);
            }
        }

        if (unknown.Count == 0) yield break;
        var each = Math.Clamp(2 * page.Limit / unknown.Count, Math.Min(FewestOfEach, page.Limit), page.Limit);
        var heads = store.Read(sql => NewestOfEach(sql, [.. unknown], page with { Limit = each })).ToLookup(static post => post.Author);
        foreach (var author in unknown)
        {
            Placed[] posts = page.Ascending ? [.. heads[author].OrderBy(static post => post.Id)] : [.. heads[author].OrderByDescending(static post => post.Id)];
            yield return new Run(posts, posts.Length < each ? null : rest => Of(rest, author), page);
        }
    }

    private Placed[] Of(Paging page, long author) => Rows(
        $"SELECT {Placed.Columns} FROM posts WHERE author = $1 AND id > $2 AND id < $3 ORDER BY id {Order(page)} LIMIT $4", page, author);

    private Placed[] Tagged(Paging page, string tag) => Rows(
        $"SELECT {Placed.Columns} FROM post_tags t JOIN posts p ON p.id = t.post WHERE t.tag = $1 AND t.post > $2 AND t.post < $3 AND p.visibility = 0 ORDER BY t.post {Order(page)} LIMIT $4", page, tag);

    private Placed[] Rows(string select, Paging page, Value of) => [.. store.Read(sql => sql.Rows(select, Placed.Read, of, page.Above, page.Below, page.Limit))];

    private static string Order(Paging page) => page.Ascending ? "ASC" : "DESC";

    /// <summary>What one author wrote, or what has one tag, in the order of the page.</summary>
    /// <param name="more">Reads on from where the page given begins, in its order and no more than its limit; null where there is nothing beyond these.</param>
    private sealed class Run(Placed[] posts, Func<Paging, Placed[]>? more, Paging page)
    {
        private Placed[] posts = posts;
        private int at = -1;

        public Func<Placed, bool> Wanted { get; set; } = static _ => false;

        public ref readonly Placed Current => ref posts[at];

        /// <summary>Goes to the first post within the page; false where there is none.</summary>
        public bool Begin()
        {
            do
            {
                if (!Next()) return false;
            }
            while (Current.Id >= page.Below);

            return true;
        }

        public bool Next()
        {
            if (++at == posts.Length && !More()) return false;
            return page.Ascending ? Current.Id < page.Below : Current.Id > page.Above;
        }

        private bool More()
        {
            if (more is null || posts.Length == 0) return false;
            var last = posts[^1].Id;
            posts = more(page.Ascending ? page with { Above = last } : page with { Below = last });
            if (posts.Length < page.Limit) more = null;
            at = 0;
            return posts.Length > 0;
        }
    }
}
