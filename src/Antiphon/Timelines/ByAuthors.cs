using Antiphon.Store;

namespace Antiphon.Timelines;

/// <summary>
/// A timeline's page from the store: author by author and tag by tag, newest first, each only as far as the page so far reaches. Two hundred seeks of a few microseconds each, instead of
/// sorting everything that two hundred people ever wrote.
/// </summary>
internal static class ByAuthors
{
    /// <param name="belongs">Whether what one of the authors wrote is wanted.</param>
    /// <param name="tagged">Whether what has one of the tags is wanted; only public posts are asked about.</param>
    /// <returns>Ids, newest first.</returns>
    public static List<long> Read(Sql sql, Paging page, IEnumerable<long> authors, IEnumerable<string> tags, Func<Placed, bool> belongs, Func<Placed, bool> tagged)
    {
        var order = page.Ascending ? "ASC" : "DESC";
        var taken = new HashSet<long>();
        var found = new PriorityQueue<long, long>();
        var (low, high) = (page.Above, page.Below);
        foreach (var author in authors)
        {
            Take(belongs, (above, below) => sql.Rows(
                $"SELECT {Placed.Columns} FROM posts WHERE author = $1 AND id > $2 AND id < $3 ORDER BY id {order} LIMIT $4", Placed.Read, author, above, below, page.Limit));
        }

        foreach (var tag in tags)
        {
            Take(tagged, (above, below) => sql.Rows(
                $"SELECT {Placed.Columns} FROM post_tags t JOIN posts p ON p.id = t.post WHERE t.tag = $1 AND t.post > $2 AND t.post < $3 AND p.visibility = 0 ORDER BY t.post {order} LIMIT $4",
                Placed.Read, tag, above, below, page.Limit));
        }

        return [.. found.UnorderedItems.Select(static item => item.Element).OrderDescending()];

        // On and on until there are enough of the wanted ones: somebody may answer strangers a hundred times between two posts.
        void Take(Func<Placed, bool> wanted, Func<long, long, List<Placed>> read)
        {
            var (above, below, kept) = (low, high, 0);
            while (kept < page.Limit)
            {
                var posts = read(Math.Max(above, low), Math.Min(below, high));
                foreach (var post in posts)
                {
                    if (!wanted(post)) continue;
                    kept++;
                    if (post.Id > low && post.Id < high && taken.Add(post.Id)) Add(post.Id);
                }

                if (posts.Count < page.Limit) return;
                if (page.Ascending) above = posts[^1].Id;
                else below = posts[^1].Id;
            }
        }

        void Add(long id)
        {
            found.Enqueue(id, page.Ascending ? -id : id);
            if (found.Count <= page.Limit) return;
            found.Dequeue();
            if (page.Ascending) high = found.Peek();
            else low = found.Peek();
        }
    }
}
