using Antiphon.Store;

namespace Antiphon.People.Relations;

/// <summary>One entry of a list of people.</summary>
/// <param name="Id">What the list pages by; not the account's id.</param>
public sealed record Listed(long Id, Account Account);

/// <summary>Lists of people, newest relation first.</summary>
public sealed class RelationLists(DataStore store, Accounts accounts, TimeProvider clock)
{
    private const string Shown = "EXISTS (SELECT 1 FROM accounts a WHERE a.id = r.other AND a.state IN (0, 2))";

    /// <summary>Empty where the account hides its network and the viewer is somebody else, or where the account is not shown to the viewer.</summary>
    public IReadOnlyList<Listed> Followers(Viewer viewer, long account, Paging page) => MayList(viewer, account)
        ? Page("SELECT id, follower AS other FROM follows WHERE followee = $1 AND state = 1", account, page, viewer)
        : [];

    /// <inheritdoc cref="Followers"/>
    public IReadOnlyList<Listed> Following(Viewer viewer, long account, Paging page) => MayList(viewer, account)
        ? Page("SELECT id, followee AS other FROM follows WHERE follower = $1 AND state = 1", account, page, viewer)
        : [];

    /// <summary>Who has asked to follow.</summary>
    public IReadOnlyList<Listed> Requests(long account, Paging page) =>
        Page("SELECT id, follower AS other FROM follows WHERE followee = $1 AND state = 2", account, page, null);

    public IReadOnlyList<Listed> Blocks(long account, Paging page) => Page("SELECT id, target AS other FROM blocks WHERE account = $1", account, page, null);

    /// <summary>Those that have not expired.</summary>
    public IReadOnlyList<Listed> Mutes(long account, Paging page) => Page(
        "SELECT id, target AS other FROM mutes WHERE account = $1 AND (expires IS NULL OR expires > $5)", account, page, null, clock.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Whom somebody shows on their profile.</summary>
    public IReadOnlyList<Listed> Endorsed(Viewer viewer, long account, Paging page) => viewer.BlockedBy(account)
        ? []
        : Page("SELECT id, target AS other FROM endorsements WHERE account = $1", account, page, viewer);

    /// <summary>Who is on a list of this member's; nobody, where it is another's.</summary>
    public IReadOnlyList<Listed> OfList(long account, long list, Paging page) =>
        Page("SELECT id, member AS other FROM list_members WHERE account = $1 AND list = $5", account, page, null, list);

    private bool MayList(Viewer viewer, long account) =>
        viewer.Id == account || (accounts.Find(account) is { Shown: true, HideNetwork: false } && !viewer.BlockedBy(account));

    /// <summary>The inner statement gives (id, other) of the account in parameter 1.</summary>
    private List<Listed> Page(string inner, long account, Paging page, Viewer? viewer, long? more = null)
    {
        // Whom the viewer has blocked, or who has blocked the viewer, does not stand in anybody's list.
        var apart = viewer is { SignedIn: true }
            ? " AND NOT EXISTS (SELECT 1 FROM blocks b WHERE (b.account = $5 AND b.target = r.other) OR (b.account = r.other AND b.target = $5))"
            : string.Empty;
        var text = $"SELECT id, other FROM ({inner}) AS r WHERE id < $2 AND id > $3 AND {Shown}{apart} ORDER BY id {(page.Ascending ? "ASC" : "DESC")} LIMIT $4";
        var fifth = apart.Length > 0 ? viewer!.Id : more;
        var rows = store.Read(sql => fifth is { } value
            ? sql.Rows(text, Entry, account, page.Below, page.Above, page.Limit, value)
            : sql.Rows(text, Entry, account, page.Below, page.Above, page.Limit));
        if (page.Ascending) rows.Reverse();
        var people = accounts.Load(rows.Select(static row => row.Other));
        return [.. rows.Where(row => people.ContainsKey(row.Other)).Select(row => new Listed(row.Id, people[row.Other]))];
    }

    private static (long Id, long Other) Entry(Row row) => (row.Long(0), row.Long(1));
}
