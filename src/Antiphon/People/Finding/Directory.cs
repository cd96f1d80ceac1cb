using Antiphon.Store;

namespace Antiphon.People.Finding;

/// <summary>Everybody who said that they want to be found.</summary>
public sealed class Directory(DataStore store)
{
    public const int Most = 80;

    /// <param name="newest">By when they came; else by their last post.</param>
    /// <param name="local">Only members of this server.</param>
    public IReadOnlyList<Account> Page(Viewer viewer, bool newest, bool local, int offset, int limit)
    {
        var order = newest ? "a.id DESC" : "coalesce((SELECT max(p.id) FROM posts p WHERE p.author = a.id), 0) DESC, a.id DESC";
        return store.Read(sql => sql.Rows(
            $"""
            SELECT {Account.Columns} FROM accounts a WHERE a.discoverable = 1 AND a.state = 0{(local ? " AND a.domain IS NULL" : string.Empty)}
                AND NOT EXISTS (SELECT 1 FROM blocks b WHERE (b.account = $1 AND b.target = a.id) OR (b.account = a.id AND b.target = $1))
                AND NOT EXISTS (SELECT 1 FROM mutes m WHERE m.account = $1 AND m.target = a.id)
                AND NOT EXISTS (SELECT 1 FROM member_domain_blocks d WHERE d.account = $1 AND d.domain = a.domain)
            ORDER BY {order} LIMIT $2 OFFSET $3
            """,
            Account.Read, viewer.Id, Math.Min(limit, Most), offset));
    }
}
