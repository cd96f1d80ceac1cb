using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Store;

namespace Antiphon.Timelines;

/// <summary>Conversations of direct posts that somebody takes part in, each by its newest post.</summary>
public sealed class Conversations(DataStore store, PostShelf shelf)
{
    /// <summary>Newest first; pages by the id of the newest post.</summary>
    public IReadOnlyList<PostCard> Page(Viewer viewer, Paging page) => Filling.Page(
        page,
        part => store.Read(sql =>
        {
            var found = sql.Rows(
                $"""
                SELECT max(id) FROM (
                    SELECT id, root FROM posts WHERE author = $1 AND visibility = 3
                    UNION SELECT p.id, p.root FROM mentions m JOIN posts p ON p.id = m.post WHERE m.account = $1 AND p.visibility = 3
                ) AS direct GROUP BY root HAVING max(id) < $2 AND max(id) > $3 ORDER BY max(id) {(part.Ascending ? "ASC" : "DESC")} LIMIT $4
                """,
                static row => row.Long(0), viewer.Id, part.Below, part.Above, part.Limit);
            if (part.Ascending) found.Reverse();
            return found;
        }),
        static id => id,
        ids => shelf.Load(ids).Where(card => !viewer.Apart(card.Post.Author) && shelf.Find(card.Id, viewer) is not null));
}
