using System.Globalization;
using Antiphon.People.Lists;
using Antiphon.Store;

namespace Antiphon.People.Relations;

/// <summary>A domain whose people a member does not want to meet.</summary>
/// <param name="Id">What the list pages by.</param>
public sealed record BlockedDomain(long Id, string Domain);

/// <summary>Whole domains that a member blocks for themselves: exactly these, not what lies beneath them, as in Mastodon.</summary>
public sealed class DomainBlocks(DataStore store)
{
    /// <summary>Of one member; the longest lists that are shared have some 3,000.</summary>
    public const int Most = 5_000;

    private const int Longest = 253;

    private const string Theirs = "SELECT id FROM accounts WHERE domain = $2";

    /// <summary>Follows end both ways, and what was told goes.</summary>
    public Task<Outcome<Done>> Add(long account, string? domain) => store.TryWrite<Done>(tx =>
    {
        if (Name(domain) is not { } name) return Refusal.Invalid("domain", "Validation failed: Domain is not a valid domain name");
        if (tx.Number("SELECT count(*) FROM member_domain_blocks WHERE account = $1 AND domain <> $2", account, name) >= Most) return Refusal.Invalid("domain", $"You can block {Most} domains at most.");
        tx.Run("INSERT INTO member_domain_blocks (account, domain, id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", account, name, tx.NewId());
        foreach (var other in tx.Rows($"SELECT followee FROM follows WHERE follower = $1 AND followee IN ({Theirs})", static row => row.Long(0), account, name)) Follows.End(tx, account, other);
        foreach (var other in tx.Rows($"SELECT follower FROM follows WHERE followee = $1 AND follower IN ({Theirs})", static row => row.Long(0), account, name)) Follows.End(tx, other, account);
        tx.Run($"DELETE FROM notifications WHERE account = $1 AND actor IN ({Theirs})", account, name);
        tx.Happened(new WantsChanged(account));
        return Done.Instance;
    });

    /// <summary>Follows do not come back.</summary>
    public Task<Outcome<Done>> Remove(long account, string? domain) => store.TryWrite<Done>(tx =>
    {
        if (Name(domain) is { } name && tx.Run("DELETE FROM member_domain_blocks WHERE account = $1 AND domain = $2", account, name) > 0) tx.Happened(new WantsChanged(account));
        return Done.Instance;
    });

    /// <summary>Newest first.</summary>
    public IReadOnlyList<BlockedDomain> Page(long account, Paging page)
    {
        var rows = store.Read(sql => sql.Rows(
            $"SELECT id, domain FROM member_domain_blocks WHERE account = $1 AND id < $2 AND id > $3 ORDER BY id {(page.Ascending ? "ASC" : "DESC")} LIMIT $4",
            static row => new BlockedDomain(row.Long(0), row.Text(1)), account, page.Below, page.Above, page.Limit));
        if (page.Ascending) rows.Reverse();
        return rows;
    }

    /// <summary>As domains are stored: lower case, without a final point, international ones in ASCII; null where it is none.</summary>
    private static string? Name(string? domain)
    {
        var name = domain?.Trim().TrimEnd('.').ToLowerInvariant();
        if (name is null or "" || name.Length > Longest) return null;
        try
        {
            name = new IdnMapping().GetAscii(name);
        }
        catch (ArgumentException)
        {
            return null;
        }

        return Uri.CheckHostName(name) == UriHostNameType.Unknown ? null : name;
    }
}
