using Antiphon.People;
using Antiphon.Store;

namespace Antiphon.Notifications;

/// <summary>Notifications that are told as one.</summary>
/// <param name="Newest">The latest of all of them.</param>
/// <param name="Count">How many there are, on this page or not.</param>
/// <param name="Actors">The latest of those who did it, each once, the newest first.</param>
/// <param name="PageOldest">The oldest that this page stands for.</param>
/// <param name="PageNewest">The newest that this page stands for.</param>
public sealed record NotificationGroup(Notification Newest, long Count, IReadOnlyList<long> Actors, Notification PageOldest, Notification PageNewest)
{
    /// <summary>Whether it may have several: by its kind, and because it was asked for like that.</summary>
    public bool Joined => Count > 1 || Newest.Group != Newest.Id || Notify.Joins(Newest.Kind);
}

/// <summary>
/// The list of notifications by groups. A page walks down (or up) the notifications and takes each group once, so that what is added meanwhile above moves nothing below: no notification is
/// skipped. A group with older ones further down comes again there, with the same key, as in Mastodon; what each page stands for is said with it.
/// </summary>
public sealed class NotificationGroups(DataStore store, Inbox inbox, TimeProvider clock)
{
    /// <summary>Actors named with a group, as many as in Mastodon.</summary>
    private const int Named = 8;

    /// <summary>Looked at for that, since some may be hidden.</summary>
    private const int Sampled = 24;

    private const int MostRounds = 40;

    /// <summary>The kinds that are grouped unless others are asked for.</summary>
    public static IReadOnlySet<NotificationKind> Usual { get; } = new HashSet<NotificationKind>(Enum.GetValues<NotificationKind>().Where(Notify.Joins));

    /// <param name="page">With one group more than is wanted, so that the last page is known for the last; it is not given back.</param>
    /// <param name="joined">Kinds to group; the rest stands one by one.</param>
    public (IReadOnlyList<NotificationGroup> Groups, bool More) Page(
        Viewer viewer, Paging page, InboxFilter filter, IReadOnlySet<NotificationKind> joined, Func<Notification, bool>? shown = null)
    {
        var first = Walk(viewer, page, filter, joined, shown);
        var more = first.Count == page.Limit;
        if (more) first.RemoveAt(first.Count - 1);
        if (page.Ascending) first.Reverse();
        if (first.Count == 0) return ([], false);

        // Up to where this page has looked: on a last page that is as far as was asked for.
        var (low, high) = page.Ascending
            ? (first[^1].Id, more ? first[0].Id : page.Below - 1)
            : (more ? first[^1].Id : page.Above + 1, first[0].Id);
        return (Fill(viewer, first, filter, joined, low, high, shown), more);
    }

    /// <summary>How many groups came after a notification, counted no further than asked.</summary>
    public int Unread(Viewer viewer, long after, InboxFilter filter, IReadOnlySet<NotificationKind> joined, int most, Func<Notification, bool>? shown = null) =>
        Walk(viewer, new Paging(long.MaxValue, after, false, most), filter, joined, shown).Count;

    /// <summary>One group by the id of its first notification; a single one by its own.</summary>
    /// <param name="single">The notification itself and no group.</param>
    public NotificationGroup? Find(Viewer viewer, long group, bool single, Func<Notification, bool>? shown = null)
    {
        var newest = Members(viewer, group, single, Paging.Newest(1), shown);
        return newest.Count == 0 ? null : Fill(viewer, [newest[0]], InboxFilter.All, single ? new HashSet<NotificationKind>() : Usual, 0, long.MaxValue, shown)[0];
    }

    /// <summary>The notifications of a group, newest first.</summary>
    public IReadOnlyList<Notification> Members(Viewer viewer, long group, bool single, Paging page, Func<Notification, bool>? shown = null) => Filling.Page(
        page,
        part => store.Read(sql =>
        {
            var rows = sql.Rows(
                $"SELECT {Notification.Columns} FROM notifications WHERE account = $1 AND {(single ? "id" : "grouped")} = $2 AND filtered = 0 AND id < $3 AND id > $4 "
                    + $"ORDER BY id {(part.Ascending ? "ASC" : "DESC")} LIMIT $5",
                Notification.Read, viewer.Id, group, part.Below, part.Above, part.Limit);
            if (part.Ascending) rows.Reverse();
            return rows;
        }),
        static one => one.Id,
        rows => inbox.Shown(viewer, rows, shown));

    public Task<int> Dismiss(long account, long group, bool single) => store.Write(tx => single
        ? tx.Run("DELETE FROM notifications WHERE account = $1 AND id = $2 AND filtered = 0", account, group)
        : tx.Run("DELETE FROM notifications WHERE account = $1 AND grouped = $2 AND filtered = 0", account, group));

    /// <summary>The first of each group that comes by on the way, in the order of the way.</summary>
    private List<Notification> Walk(Viewer viewer, Paging page, InboxFilter filter, IReadOnlySet<NotificationKind> joined, Func<Notification, bool>? shown)
    {
        var (found, seen, rest) = (new List<Notification>(), new HashSet<long>(), page);
        for (var round = 0; round < MostRounds && found.Count < page.Limit; round++)
        {
            var rows = inbox.Rows(viewer.Id, rest, filter, [.. seen]);
            var visible = inbox.Shown(viewer, rows, shown);
            foreach (var row in page.Ascending ? visible.Reverse() : visible)
            {
                if (found.Count == page.Limit) break;
                if (!joined.Contains(row.Kind) || seen.Add(row.Group)) found.Add(row);
            }

            if (rows.Count < rest.Limit) break;
            rest = page.Ascending ? rest with { Above = rows[0].Id } : rest with { Below = rows[^1].Id };
        }

        return found;
    }

    private List<NotificationGroup> Fill(
        Viewer viewer, List<Notification> first, InboxFilter filter, IReadOnlySet<NotificationKind> joined, long low, long high, Func<Notification, bool>? shown)
    {
        long[] groups = [.. first.Where(one => joined.Contains(one.Kind)).Select(static one => one.Group)];
        var members = groups.Length == 0 ? [] : Sample(viewer.Id, groups, filter.Filtered, low, high);
        var visible = inbox.Shown(viewer, [.. members.Select(static one => one.Notification)], shown).Select(static one => one.Id).ToHashSet();
        var byGroup = members.ToLookup(static one => one.Notification.Group);
        return [.. first.Select(one =>
        {
            var sample = joined.Contains(one.Kind) ? byGroup[one.Group].Where(member => visible.Contains(member.Notification.Id)).ToList() : [];
            if (sample.Count == 0) return new NotificationGroup(one, 1, [one.Actor], one, one);
            var total = byGroup[one.Group].First().Total;
            var latest = sample.Where(static member => member.Place <= Sampled).Select(static member => member.Notification).DefaultIfEmpty(one).ToList();
            var within = sample.Select(static member => member.Notification).Where(member => member.Id >= low && member.Id <= high).Append(one).ToList();
            return new NotificationGroup(
                latest[0], total <= Sampled ? latest.Count : total, [.. latest.Select(static member => member.Actor).Distinct().Take(Named)], within.MinBy(static member => member.Id)!, within.MaxBy(static member => member.Id)!);
        })];
    }

    /// <summary>The latest of each group, and the first and last within the page; with how many there are.</summary>
    private List<Member> Sample(long account, long[] groups, bool filtered, long low, long high) => store.Read(sql => sql.Rows(
        $"""
        SELECT {Notification.Columns}, place, total FROM (
            SELECT {Notification.Columns}, row_number() OVER (PARTITION BY grouped ORDER BY id DESC) AS place, count(*) OVER (PARTITION BY grouped) AS total,
                max(CASE WHEN id BETWEEN $3 AND $4 THEN id END) OVER (PARTITION BY grouped) AS last_within, min(CASE WHEN id BETWEEN $3 AND $4 THEN id END) OVER (PARTITION BY grouped) AS first_within
            FROM notifications n WHERE account = $1 AND grouped {sql.Among(2)} AND filtered <= $5
                AND NOT EXISTS (SELECT 1 FROM mutes m WHERE m.account = n.account AND m.target = n.actor AND (m.expires IS NULL OR m.expires > $6))
        ) AS members WHERE place <= {Sampled} OR id = last_within OR id = first_within ORDER BY id DESC
        """,
        static row => new Member(Notification.Read(row), row.Long(9), row.Long(10)), account, groups, low, high, filtered, clock.GetUtcNow().ToUnixTimeMilliseconds()));

    private sealed record Member(Notification Notification, long Place, long Total);
}
