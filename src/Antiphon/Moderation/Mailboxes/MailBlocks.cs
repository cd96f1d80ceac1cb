using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Antiphon.Moderation.Hosts;
using Antiphon.People;
using Antiphon.People.Authority;
using Antiphon.Store;

namespace Antiphon.Moderation.Mailboxes;

/// <summary>Something that keeps an e-mail address from signing up.</summary>
/// <param name="What">A domain, or the hash of an address.</param>
/// <param name="Created">UTC ms.</param>
public sealed record MailBlock(long Id, string What, long Created);

/// <summary>Domains of e-mail, and hashes of single addresses, that nobody signs up with; on record. The addresses themselves are not kept.</summary>
public sealed class MailBlocks(DataStore store)
{
    public static readonly Refusal Blocked = Refusal.Invalid("email", "This address cannot be used here. Give another one.");

    /// <summary>As Mastodon computes it, so that lists can be shared: SHA-256 of the address in lower case, without dots and what follows a "+" in its local part.</summary>
    public static string Hash(string address)
    {
        var lower = address.Trim().ToLowerInvariant();
        var at = lower.LastIndexOf('@');
        var local = at < 0 ? lower : lower[..at];
        var plus = local.IndexOf('+', StringComparison.Ordinal);
        if (plus >= 0) local = local[..plus];
        var canonical = local.Replace(".", string.Empty, StringComparison.Ordinal) + (at < 0 ? string.Empty : lower[at..]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
    }

    /// <summary>Whether nobody may sign up with the address: its hash, its domain or a domain above it is blocked.</summary>
    public static bool Holds(Sql sql, string address)
    {
        if (sql.Any("SELECT 1 FROM mail_blocks WHERE hash = $1", Hash(address))) return true;
        return HostName.Parse(address[(address.LastIndexOf('@') + 1)..]) is { } domain
            && HostName.AndAbove(domain).Any(one => sql.Any("SELECT 1 FROM mail_domain_blocks WHERE domain = $1", one));
    }

    public IReadOnlyList<MailBlock> Domains(Paging page) => Page(page, "SELECT id, domain, created FROM mail_domain_blocks");

    public MailBlock? Domain(long id) => store.Read(sql => sql.First("SELECT id, domain, created FROM mail_domain_blocks WHERE id = $1", Read, id));

    public IReadOnlyList<MailBlock> Addresses(Paging page) => Page(page, "SELECT id, hash, created FROM mail_blocks");

    public MailBlock? Address(long id) => store.Read(sql => sql.First("SELECT id, hash, created FROM mail_blocks WHERE id = $1", Read, id));

    /// <summary>Those that hold for an address.</summary>
    public IReadOnlyList<MailBlock> Test(string address) => store.Read(sql => sql.Rows("SELECT id, hash, created FROM mail_blocks WHERE hash = $1", Read, Hash(address)));

    public Task<Outcome<MailBlock>> BlockDomain(long by, string? domain) => store.TryWrite<MailBlock>(tx =>
    {
        if (!Rank.AtLeast(tx, by, Role.Administrator)) return Rank.NotAllowed;
        if (HostName.Parse(domain) is not { } name || !name.Contains('.', StringComparison.Ordinal)) return Refusal.Invalid("domain", "This is not a domain. Write it as example.org.");
        if (tx.Any("SELECT 1 FROM mail_domain_blocks WHERE domain = $1", name)) return Refusal.Conflict("domain", "This domain is blocked already.");
        var block = new MailBlock(tx.NewId(), name, tx.Now);
        tx.Run("INSERT INTO mail_domain_blocks (id, domain, created) VALUES ($1, $2, $3)", block.Id, name, block.Created);
        ModerationLog.Add(tx, by, "block mail domain", name);
        return block;
    });

    /// <param name="hash">64 hexadecimal digits; null where the address is given.</param>
    public Task<Outcome<MailBlock>> BlockAddress(long by, string? address, string? hash) => store.TryWrite<MailBlock>(tx =>
    {
        if (!Rank.AtLeast(tx, by, Role.Administrator)) return Rank.NotAllowed;
        var key = string.IsNullOrWhiteSpace(address) ? hash?.Trim().ToLowerInvariant() : Hash(address);
        if (key is not { Length: 64 } || !key.All(char.IsAsciiHexDigitLower)) return Refusal.Invalid("canonical_email_hash", "Give an e-mail address, or the SHA-256 of one in hexadecimal.");
        if (tx.Any("SELECT 1 FROM mail_blocks WHERE hash = $1", key)) return Refusal.Conflict("canonical_email_hash", "This address is blocked already.");
        var block = new MailBlock(tx.NewId(), key, tx.Now);
        tx.Run("INSERT INTO mail_blocks (id, hash, created) VALUES ($1, $2, $3)", block.Id, key, block.Created);
        ModerationLog.Add(tx, by, "block mail address", string.Create(CultureInfo.InvariantCulture, $"number {block.Id}"));
        return block;
    });

    public Task<Outcome<Done>> UnblockDomain(long by, long id) => Remove(by, "allow mail domain", tx => tx.Run("DELETE FROM mail_domain_blocks WHERE id = $1", id));

    public Task<Outcome<Done>> UnblockAddress(long by, long id) => Remove(by, "allow mail address", tx => tx.Run("DELETE FROM mail_blocks WHERE id = $1", id));

    private Task<Outcome<Done>> Remove(long by, string action, Func<Tx, int> remove) => store.TryWrite<Done>(tx =>
    {
        if (!Rank.AtLeast(tx, by, Role.Administrator)) return Rank.NotAllowed;
        if (remove(tx) == 0) return Refusal.NotFound;
        ModerationLog.Add(tx, by, action, string.Empty);
        return Done.Instance;
    });

    private List<MailBlock> Page(Paging page, string select)
    {
        var rows = store.Read(sql => sql.Rows(
            $"{select} WHERE id < $1 AND id > $2 ORDER BY id {(page.Ascending ? "ASC" : "DESC")} LIMIT $3", Read, page.Below, page.Above, page.Limit));
        if (page.Ascending) rows.Reverse();
        return rows;
    }

    private static MailBlock Read(Row row) => new(row.Long(0), row.Text(1), row.Long(2));
}
