using Antiphon.People;
using Antiphon.Store;

namespace Antiphon.Notifications;

/// <summary>Somebody whose words a member's policy filtered asks, as it were, to be heard.</summary>
/// <param name="LastPost">The latest of what they said; null where it is gone.</param>
/// <param name="Notifications">How many of theirs were filtered.</param>
/// <param name="Created">UTC ms of the first.</param>
/// <param name="Changed">UTC ms of the latest.</param>
public sealed record NotificationRequest(long Id, long Account, long Actor, long? LastPost, long Notifications, long Created, long Changed);

/// <summary>Requests of members: listed, accepted, dismissed. Every statement carries the owner.</summary>
public sealed class Requests(DataStore store, Accounts accounts)
{
    private const string Columns =
        "r.id, r.account, r.actor, r.last_post, (SELECT count(*) FROM notifications n WHERE n.account = r.account AND n.actor = r.actor AND n.filtered = 1), r.created, r.changed";

    /// <summary>Newest first, without those of whom nothing is shown by now.</summary>
    public IReadOnlyList<NotificationRequest> Page(Viewer viewer, Paging page) => Filling.Page(
        page,
        part => store.Read(sql =>
        {
            var found = sql.Rows(
                $"SELECT {Columns} FROM notification_requests r WHERE r.account = $1 AND r.id < $2 AND r.id > $3 ORDER BY r.id {(part.Ascending ? "ASC" : "DESC")} LIMIT $4",
                Read, viewer.Id, part.Below, part.Above, part.Limit);
            if (part.Ascending) found.Reverse();
            return found;
        }),
        static one => one.Id,
        rows =>
        {
            var actors = accounts.Load(rows.Select(static one => one.Actor));
            return rows.Where(one => actors.TryGetValue(one.Actor, out var actor) && actor.Shown && !viewer.Apart(actor.Id));
        });

    public NotificationRequest? Find(long account, long id) => store.Read(
        sql => sql.First($"SELECT {Columns} FROM notification_requests r WHERE r.account = $1 AND r.id = $2", Read, account, id));

    /// <summary>What they said enters the list, and whatever they do from now on is told.</summary>
    /// <returns>How many requests it was.</returns>
    public Task<int> Accept(long account, IReadOnlyList<long> ids) => Each(account, ids, static (tx, account, actor) =>
    {
        tx.Run("INSERT INTO notification_permissions (account, actor) VALUES ($1, $2) ON CONFLICT DO NOTHING", account, actor);
        tx.Run("UPDATE notifications SET filtered = 0 WHERE account = $1 AND actor = $2 AND filtered = 1", account, actor);
    });

    /// <summary>What they said goes; the next that they say asks anew.</summary>
    public Task<int> Dismiss(long account, IReadOnlyList<long> ids) => Each(account, ids, static (tx, account, actor) =>
        tx.Run("DELETE FROM notifications WHERE account = $1 AND actor = $2 AND filtered = 1", account, actor));

    /// <summary>Within the unit that filtered it.</summary>
    internal static void Add(Tx tx, long account, long actor, long? post) => tx.Run(
        "INSERT INTO notification_requests (id, account, actor, last_post, created, changed) VALUES ($1, $2, $3, $4, $5, $5) "
            + "ON CONFLICT (account, actor) DO UPDATE SET last_post = $4, changed = $5",
        tx.NewId(), account, actor, post, tx.Now);

    private Task<int> Each(long account, IReadOnlyList<long> ids, Action<Tx, long, long> act) => store.Write(tx =>
    {
        long[] all = [.. ids.Distinct()];
        var found = tx.Rows($"SELECT actor FROM notification_requests WHERE account = $1 AND id {tx.Among(2)}", static row => row.Long(0), account, all);
        foreach (var actor in found)
        {
            act(tx, account, actor);
            tx.Run("DELETE FROM notification_requests WHERE account = $1 AND actor = $2", account, actor);
        }

        return found.Count;
    });

    private static NotificationRequest Read(Row row) => new(row.Long(0), row.Long(1), row.Long(2), row.LongOrNull(3), row.Long(4), row.Long(5), row.Long(6));
}
