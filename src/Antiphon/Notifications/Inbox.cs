using System.Text;
using Antiphon.People;
using Antiphon.Store;

namespace Antiphon.Notifications;

/// <summary>Reading and clearing one's own notifications. Every statement carries the owner.</summary>
public sealed class Inbox(DataStore store, TimeProvider clock)
{
    /// <summary>A page, newest first, without what blocks and mutes hide by now.</summary>
    /// <param name="only">Kinds wanted; empty for all.</param>
    /// <param name="shown">What else must hold of each; by default nothing.</param>
    public IReadOnlyList<Notification> Page(
        Viewer viewer, Paging page, IReadOnlyCollection<NotificationKind> only, IReadOnlyCollection<NotificationKind> without, long? actor = null, Func<Notification, bool>? shown = null)
    {
        var sql = new StringBuilder($"SELECT {Notification.Columns} FROM notifications WHERE account = $1 AND id < $2 AND id > $3");
        if (only.Count > 0) sql.Append(" AND kind IN (").AppendJoin(',', only.Select(static kind => (int)kind)).Append(')');
        if (without.Count > 0) sql.Append(" AND kind NOT IN (").AppendJoin(',', without.Select(static kind => (int)kind)).Append(')');
        if (actor is not null) sql.Append(" AND actor = $5");
        sql.Append(page.Ascending ? " ORDER BY id ASC LIMIT $4" : " ORDER BY id DESC LIMIT $4");
        var text = sql.ToString();
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        return Filling.Page(
            page,
            part => Rows(text, viewer.Id, part, actor),
            static one => one.Id,
            rows => rows.Where(n => !viewer.Apart(n.Actor) && !viewer.Silences(n.Actor, now) && shown?.Invoke(n) != false));
    }

    public Notification? Find(long account, long id) => store.Read(
        sql => sql.First($"SELECT {Notification.Columns} FROM notifications WHERE account = $1 AND id = $2", Notification.Read, account, id));

    /// <summary>How many came after the marker, at most <paramref name="most"/>.</summary>
    public int Unread(long account, long after, int most) => (int)(store.Read(
        sql => sql.Number("SELECT count(*) FROM (SELECT 1 FROM notifications WHERE account = $1 AND id > $2 LIMIT $3) AS unread", account, after, most)) ?? 0);

    public Task<int> Clear(long account) => store.Write(tx => tx.Run("DELETE FROM notifications WHERE account = $1", account));

    public Task<int> Dismiss(long account, long id) => store.Write(tx => tx.Run("DELETE FROM notifications WHERE account = $1 AND id = $2", account, id));

    private List<Notification> Rows(string text, long account, Paging page, long? actor)
    {
        var rows = store.Read(sql => actor is { } by
            ? sql.Rows(text, Notification.Read, account, page.Below, page.Above, page.Limit, by)
            : sql.Rows(text, Notification.Read, account, page.Below, page.Above, page.Limit));
        if (page.Ascending) rows.Reverse();
        return rows;
    }
}
