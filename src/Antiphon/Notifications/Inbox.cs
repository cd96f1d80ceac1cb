using System.Text;
using Antiphon.Filters;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Store;

namespace Antiphon.Notifications;

/// <summary>Which notifications.</summary>
/// <param name="Only">Kinds wanted; empty for all.</param>
/// <param name="Filtered">Also what the policy filtered.</param>
public sealed record InboxFilter(IReadOnlyCollection<NotificationKind> Only, IReadOnlyCollection<NotificationKind> Without, long? Actor = null, bool Filtered = false)
{
    public static readonly InboxFilter All = new([], []);
}

/// <summary>Reading and clearing one's own notifications. Every statement carries the owner.</summary>
public sealed class Inbox(DataStore store, PostShelf shelf, Accounts accounts, AllFilters filters, TimeProvider clock)
{
    /// <summary>A page, newest first, without what blocks, mutes and filters hide by now.</summary>
    /// <param name="only">Kinds wanted; empty for all.</param>
    /// <param name="shown">What else must hold of each; by default nothing.</param>
    public IReadOnlyList<Notification> Page(
        Viewer viewer, Paging page, IReadOnlyCollection<NotificationKind> only, IReadOnlyCollection<NotificationKind> without, long? actor = null, Func<Notification, bool>? shown = null) =>
        Page(viewer, page, new InboxFilter(only, without, actor), shown);

    public IReadOnlyList<Notification> Page(Viewer viewer, Paging page, InboxFilter filter, Func<Notification, bool>? shown = null) => Filling.Page(
        page, part => Rows(viewer.Id, part, filter, []), static one => one.Id, rows => Shown(viewer, rows, shown));

    /// <summary>Whether a filter of the viewer's hides the post that it is about.</summary>
    public bool Hides(Viewer viewer, Notification notification) =>
        notification.Post is { } post && filters.MayHide(viewer) && shelf.Find(post) is { } card && filters.Hides(viewer, card, FilterContexts.Notifications);

    public Notification? Find(long account, long id) => store.Read(
        sql => sql.First($"SELECT {Notification.Columns} FROM notifications WHERE account = $1 AND id = $2", Notification.Read, account, id));

    /// <summary>How many came after the marker, at most <paramref name="most"/>.</summary>
    public int Unread(long account, long after, int most) => (int)(store.Read(
        sql => sql.Number("SELECT count(*) FROM (SELECT 1 FROM notifications WHERE account = $1 AND id > $2 AND filtered = 0 LIMIT $3) AS unread", account, after, most)) ?? 0);

    public Task<int> Clear(long account) => store.Write(tx =>
    {
        tx.Run("DELETE FROM notification_requests WHERE account = $1", account);
        return tx.Run("DELETE FROM notifications WHERE account = $1", account);
    });

    public Task<int> Dismiss(long account, long id) => store.Write(tx => tx.Run("DELETE FROM notifications WHERE account = $1 AND id = $2", account, id));

    /// <summary>A part of the list as it is stored.</summary>
    /// <param name="groups">Groups that have been seen already and are passed over.</param>
    internal List<Notification> Rows(long account, Paging page, InboxFilter filter, long[] groups)
    {
        var text = new StringBuilder($"SELECT {Notification.Columns} FROM notifications WHERE account = $1 AND id < $2 AND id > $3");
        if (!filter.Filtered) text.Append(" AND filtered = 0");
        if (filter.Only.Count > 0) text.Append(" AND kind IN (").AppendJoin(',', filter.Only.Select(static kind => (int)kind).Order()).Append(')');
        if (filter.Without.Count > 0) text.Append(" AND kind NOT IN (").AppendJoin(',', filter.Without.Select(static kind => (int)kind).Order()).Append(')');
        var rows = store.Read(sql =>
        {
            if (filter.Actor is not null) text.Append(" AND actor = $5");
            if (groups.Length > 0) text.Append(" AND NOT (grouped ").Append(sql.Among(filter.Actor is null ? 5 : 6)).Append(')');
            text.Append(page.Ascending ? " ORDER BY id ASC LIMIT $4" : " ORDER BY id DESC LIMIT $4");
            Value[] values = [account, page.Below, page.Above, page.Limit, .. filter.Actor is { } actor ? new Value[] { actor } : [], .. groups.Length > 0 ? new Value[] { groups } : []];
            return sql.Rows(text.ToString(), Notification.Read, values);
        });
        if (page.Ascending) rows.Reverse();
        return rows;
    }

    /// <summary>Those that may be shown now. What they are about is loaded together.</summary>
    internal IEnumerable<Notification> Shown(Viewer viewer, IReadOnlyList<Notification> rows, Func<Notification, bool>? shown)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        accounts.Load(rows.Select(static one => one.Actor));
        shelf.Load([.. rows.Select(static one => one.Post).OfType<long>().Distinct()]);
        return rows.Where(n => !viewer.Apart(n.Actor) && !viewer.Silences(n.Actor, now) && !Hides(viewer, n) && shown?.Invoke(n) != false);
    }
}
