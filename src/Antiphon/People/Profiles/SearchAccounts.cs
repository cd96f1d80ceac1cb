using Antiphon.Store;

namespace Antiphon.People.Profiles;

/// <summary>
/// Finds people by name: exact names first, then words and beginnings of words. Members who are not discoverable are found by their exact name only, and by who
/// follows them.
/// </summary>
public sealed class SearchAccounts(DataStore store, Accounts accounts)
{
    public const int MostResults = 80;

    /// <summary>Characters of a query that are looked at.</summary>
    private const int MostQuery = 200;

    /// <param name="query">"name", "@name", "name@host" or words of a display name. The caller strips this server's own host.</param>
    /// <param name="followed">Only whom the viewer follows.</param>
    public IReadOnlyList<Account> Run(Viewer viewer, string query, int limit, int offset = 0, bool followed = false)
    {
        var wanted = query.Trim();
        if (wanted.Length > MostQuery) wanted = wanted[..MostQuery];
        if (wanted.Length == 0 || limit <= 0 || offset < 0) return [];
        limit = Math.Min(limit, MostResults);
        var exact = Exact(viewer, wanted.TrimStart('@'), followed);
        var found = new List<Account>(limit);
        if (exact is not null && offset == 0) found.Add(exact);
        var skip = exact is null || offset == 0 ? offset : offset - 1;
        found.AddRange(ByWords(viewer, wanted, limit - found.Count, skip, followed, exact?.Id ?? 0));
        return found;
    }

    /// <summary>Whom one has blocked is found too, by the exact name alone: terminal apps look people up by it to end the block.</summary>
    private Account? Exact(Viewer viewer, string name, bool followed)
    {
        if (name.Length == 0 || name.Any(char.IsWhiteSpace)) return null;
        return accounts.Named(name) is { Shown: true } account && !viewer.BlockedBy(account.Id) && (!followed || viewer.Follows.Contains(account.Id)) ? account : null;
    }

    private List<Account> ByWords(Viewer viewer, string query, int limit, int offset, bool followed, long except)
    {
        if (limit <= 0 || AccountIndex.Query(store.Dialect, query) is not { } words) return [];
        var matches = store.Dialect.IsPostgres
            ? "SELECT rowid AS id FROM account_search WHERE name @@ CAST($1 AS tsquery)"
            : "SELECT rowid AS id FROM account_search WHERE account_search MATCH $1";
        var mayBeFound = followed
            ? "f.followee IS NOT NULL"
            : "((a.discoverable = 1 AND a.state = 0) OR f.followee IS NOT NULL OR a.id = $2)";
        return store.Read(sql => sql.Rows(
            $"""
            SELECT {Account.Columns} FROM (
                SELECT a.*, CASE WHEN f.followee IS NULL THEN 1 ELSE 0 END AS stranger FROM accounts a
                JOIN ({matches}) AS m ON m.id = a.id
                LEFT JOIN follows f ON f.follower = $2 AND f.followee = a.id AND f.state = 1
                WHERE a.state IN (0, 2) AND a.id <> $3 AND {mayBeFound}
                    AND NOT EXISTS (SELECT 1 FROM blocks b WHERE (b.account = $2 AND b.target = a.id) OR (b.account = a.id AND b.target = $2))
            ) AS found
            ORDER BY CASE WHEN substr(username_key, 1, length($4)) = $4 THEN 0 ELSE 1 END, stranger, id LIMIT $5 OFFSET $6
            """,
            Account.Read,
            words, viewer.Id, except, Accounts.Key(query.TrimStart('@')), limit, offset));
    }
}
