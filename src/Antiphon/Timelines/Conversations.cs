using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Store;

namespace Antiphon.Timelines;

/// <summary>A thread of direct posts as one who takes part in it has it.</summary>
/// <param name="Last">The newest post of it that the member may read.</param>
public sealed record Conversation(long Id, long Account, long Root, PostCard Last, bool Unread);

/// <summary>Conversations of direct posts that somebody takes part in, each by its newest post.</summary>
public sealed class Conversations(DataStore store, PostShelf shelf)
{
    private const string Columns = "id, account, root, last_post, unread";

    /// <summary>Newest first; pages by the id of the newest post.</summary>
    public IReadOnlyList<Conversation> Page(Viewer viewer, Paging page) => Filling.Page(
        page,
        part => store.Read(sql =>
        {
            var found = sql.Rows(
                $"SELECT {Columns} FROM conversations WHERE account = $1 AND last_post < $2 AND last_post > $3 ORDER BY last_post {(part.Ascending ? "ASC" : "DESC")} LIMIT $4",
                Row.Read, viewer.Id, part.Below, part.Above, part.Limit);
            if (part.Ascending) found.Reverse();
            return found;
        }),
        static row => row.Last,
        rows =>
        {
            var cards = shelf.Load([.. rows.Select(static row => row.Last)]).ToDictionary(static card => card.Id);
            return rows.Select(row => Whole(viewer, row, cards.GetValueOrDefault(row.Last))).OfType<Conversation>();
        });

    public Conversation? Find(Viewer viewer, long id) => Whole(
        viewer, store.Read(sql => sql.First($"SELECT {Columns} FROM conversations WHERE account = $1 AND id = $2", Row.Read, viewer.Id, id)));

    /// <summary>The conversation that a post belongs to; null for one who takes no part, or has deleted it since.</summary>
    public Conversation? Of(Viewer viewer, long root) => Whole(
        viewer, store.Read(sql => sql.First($"SELECT {Columns} FROM conversations WHERE account = $1 AND root = $2", Row.Read, viewer.Id, root)));

    public async Task<Outcome<Conversation>> MarkRead(Viewer viewer, long id, bool unread = false)
    {
        await store.Write(tx => tx.Run("UPDATE conversations SET unread = $3 WHERE account = $1 AND id = $2", viewer.Id, id, unread)).ConfigureAwait(false);
        return Find(viewer, id) is { } found ? found : Refusal.NotFound;
    }

    /// <summary>Takes it out of the member's list; the posts stay, and a new one makes it anew.</summary>
    public Task<Outcome<Done>> Delete(long account, long id) => store.TryWrite<Done>(tx =>
        tx.Run("DELETE FROM conversations WHERE account = $1 AND id = $2", account, id) == 0 ? Refusal.NotFound : Done.Instance);

    private Conversation? Whole(Viewer viewer, Row? row) => row is null ? null : Whole(viewer, row, shelf.Find(row.Last));

    private Conversation? Whole(Viewer viewer, Row row, PostCard? last) =>
        last is null || viewer.Apart(last.Post.Author) || shelf.Find(last.Id, viewer) is null ? null : new Conversation(row.Id, row.Account, row.Root, last, row.Unread);

    private sealed record Row(long Id, long Account, long Root, long Last, bool Unread)
    {
        public static Row Read(Store.Row row) => new(row.Long(0), row.Long(1), row.Long(2), row.Long(3), row.Bool(4));
    }
}
