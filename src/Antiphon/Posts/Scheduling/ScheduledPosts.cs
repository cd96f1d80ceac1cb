using Antiphon.Store;

namespace Antiphon.Posts.Scheduling;

/// <summary>A member's posts for later.</summary>
public sealed class ScheduledPosts(DataStore store)
{
    /// <summary>Pages by id, newest first.</summary>
    public IReadOnlyList<ScheduledPost> Page(long account, Paging page) => store.Read(sql =>
    {
        var found = sql.Rows(
            $"SELECT {ScheduledPost.Columns} FROM scheduled_posts WHERE account = $1 AND id < $2 AND id > $3 ORDER BY id {(page.Ascending ? "ASC" : "DESC")} LIMIT $4",
            ScheduledPost.Read, account, page.Below, page.Above, page.Limit);
        if (page.Ascending) found.Reverse();
        return found;
    });

    public ScheduledPost? Find(long account, long id) => store.Read(sql => Find(sql, account, id));

    /// <summary>Their pictures, by post, in the order of each draft; one statement for a page.</summary>
    public ILookup<long, Attachment> Pictures(long account, IReadOnlyList<ScheduledPost> posts)
    {
        var ids = posts.Select(static post => post.Id).ToArray();
        var places = posts.SelectMany(static post => post.Draft.Media.Select((picture, place) => (picture, place))).ToLookup(static one => one.picture, static one => one.place);
        return store.Read(sql => sql.Rows(
                $"SELECT {Attachment.Columns}, scheduled FROM media WHERE account = $2 AND post IS NULL AND scheduled {sql.Among(1)}",
                static row => (Picture: Attachment.Read(row), Post: row.Long(14)), ids, account))
            .OrderBy(one => places[one.Picture.Id].FirstOrDefault())
            .ToLookup(static one => one.Post, static one => one.Picture);
    }

    internal static ScheduledPost? Find(Sql sql, long account, long id) =>
        sql.First($"SELECT {ScheduledPost.Columns} FROM scheduled_posts WHERE id = $1 AND account = $2", ScheduledPost.Read, id, account);
}
