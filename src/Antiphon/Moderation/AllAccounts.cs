using Antiphon.Moderation.Warnings;
using Antiphon.People;
using Antiphon.Store;

namespace Antiphon.Moderation;

/// <summary>Which accounts moderators wish to see, as Mastodon's administration lists them.</summary>
/// <param name="Local">Of this server, or of others; null for both.</param>
/// <param name="State">Only in this state; null for active and limited ones.</param>
/// <param name="Frozen">Only those that cannot sign in.</param>
/// <param name="Sensitive">Only those whose pictures are covered.</param>
/// <param name="Staff">Only those with a role.</param>
public sealed record AccountFilter(
    bool? Local = null, AccountState? State = null, bool AnyState = false, bool Frozen = false, bool Sensitive = false, bool Staff = false, string? Username = null, string? DisplayName = null,
    string? Domain = null, string? Email = null, long? InvitedBy = null, Role? Role = null);

/// <summary>An account as the administration sees it.</summary>
/// <param name="Member">What only accounts of this server have; null for others.</param>
/// <param name="InvitedBy">The account whose invitation was used.</param>
public sealed record Seen(Account Account, Member? Member, Restraint Restraint, long? InvitedBy);

/// <summary>Accounts as the administration sees them.</summary>
public sealed class AllAccounts(DataStore store, Accounts accounts, Members members, Restraints restraints)
{
    public Seen? Find(long id) => accounts.Find(id) is { State: not (AccountState.Deleted or AccountState.Archived) } account ? Of([account])[0] : null;

    /// <summary>Several, by number; who is gone is left out.</summary>
    public IReadOnlyDictionary<long, Seen> Load(IEnumerable<long> ids) =>
        Of([.. accounts.Load(ids).Values]).ToDictionary(static seen => seen.Account.Id);

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Seen> Page(Paging page, AccountFilter filter)
    {
        var named = Accounts.Key(filter.Username?.Trim().TrimStart('@') ?? string.Empty);
        var rows = store.Read(sql => sql.Rows(
            $"""
            SELECT a.id FROM accounts a LEFT JOIN users u ON u.account = a.id LEFT JOIN restraints r ON r.account = a.id LEFT JOIN invites i ON i.id = u.invite
            WHERE a.id < $1 AND a.id > $2 AND a.state NOT IN (4, 5) AND ($4 < 0 OR (a.domain IS NULL) = ($4 = 1))
                AND ($5 = -2 OR ($5 = -1 AND a.state IN (0, 2)) OR a.state = $5) AND ($6 = 0 OR r.frozen = 1) AND ($7 = 0 OR r.sensitive = 1) AND ($8 = 0 OR u.role > 0)
                AND substr(a.username_key, 1, length($9)) = $9 AND ($10 = '' OR lower(a.display_name) LIKE $10) AND ($11 = '' OR a.domain = $11) AND ($12 = '' OR u.email_key = $12 OR lower(u.email) = $12)
                AND ($13 = 0 OR i.account = $13) AND ($14 < 0 OR u.role = $14)
            ORDER BY a.id {(page.Ascending ? "ASC" : "DESC")} LIMIT $3
            """,
            static row => row.Long(0),
            page.Below, page.Above, page.Limit, filter.Local is { } local ? local ? 1 : 0 : -1, filter.AnyState ? -2 : filter.State is { } state ? (int)state : -1, filter.Frozen, filter.Sensitive,
            filter.Staff, named, Like(filter.DisplayName), filter.Domain?.Trim().ToLowerInvariant() ?? string.Empty, filter.Email?.Trim().ToLowerInvariant() ?? string.Empty, filter.InvitedBy ?? 0,
            filter.Role is { } role ? (int)role : -1));
        if (page.Ascending) rows.Reverse();
        var known = accounts.Load(rows);
        return Of([.. rows.Select(id => known.GetValueOrDefault(id)).OfType<Account>()]);
    }

    private IReadOnlyList<Seen> Of(IReadOnlyList<Account> list)
    {
        if (list.Count == 0) return [];
        var held = restraints.Of(list.Select(static account => account.Id));
        var own = members.Load(list.Where(static account => account.Local).Select(static account => account.Id));
        var invited = store.Read(sql => sql.Rows(
            $"SELECT u.account, i.account FROM users u JOIN invites i ON i.id = u.invite WHERE u.account {sql.Among(1)}", static row => (row.Long(0), row.Long(1)),
            list.Select(static account => account.Id).ToArray()).ToDictionary(static one => one.Item1, static one => one.Item2));
        return [.. list.Select(account => new Seen(
            account, own.GetValueOrDefault(account.Id), held.GetValueOrDefault(account.Id), invited.TryGetValue(account.Id, out var by) ? by : null))];
    }

    private static string Like(string? text) =>
        string.IsNullOrWhiteSpace(text) ? string.Empty : text.Trim().ToLowerInvariant().Replace("%", string.Empty, StringComparison.Ordinal).Replace("_", string.Empty, StringComparison.Ordinal) + "%";
}
