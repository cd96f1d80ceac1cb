using Antiphon.Posts;
using Antiphon.Store;

namespace Antiphon.People;

/// <summary>What only local accounts have, as administrators and the member's own settings page see it.</summary>
/// <param name="Created">UTC ms.</param>
/// <param name="Seen">UTC ms of the last use of a session, to the day; null where there is none.</param>
public sealed record Member(
    Account Account, Role Role, string? Email, bool EmailConfirmed, bool SecondFactor, int Passkeys, string? Reason, long Created, long? Seen, Preferences Preferences);

/// <summary>What a member's apps start from when they write a post.</summary>
/// <param name="Language">An ISO 639 code; null for none.</param>
public sealed record Preferences(Visibility Visibility, bool Sensitive, string? Language);

/// <summary>The members of this server.</summary>
public sealed class Members(DataStore store, TimeProvider clock)
{
    /// <summary>The count may be so old.</summary>
    private static readonly long CountLife = (long)TimeSpan.FromMinutes(1).TotalMilliseconds;

    private const string Select =
        $"""
        SELECT {Account.Columns}, role, email, email_confirmed, totp_enabled, reason, joined, default_visibility, default_sensitive, default_language,
            (SELECT count(*) FROM passkeys p WHERE p.account = m.id), (SELECT max(s.seen) FROM sessions s WHERE s.account = m.id)
        FROM (
            SELECT a.*, u.role, u.email, u.email_confirmed, u.totp_enabled, u.reason, u.created AS joined, u.default_visibility, u.default_sensitive, u.default_language
            FROM users u JOIN accounts a ON a.id = u.account
        ) AS m WHERE
        """;

    private Counted? counted;

    public Member? Find(long account) => store.Read(sql => sql.First($"{Select} id = $1", Read, account));

    /// <summary>Several at once; who is no member is left out.</summary>
    public IReadOnlyDictionary<long, Member> Load(IEnumerable<long> ids) =>
        store.Read(sql => sql.Rows($"{Select} id {sql.Among(1)}", Read, ids.ToArray())).ToDictionary(static member => member.Account.Id);

    /// <summary>Newest first; pages by account id.</summary>
    /// <param name="state">Only those in this state.</param>
    /// <param name="named">Only names that begin so.</param>
    public IReadOnlyList<Member> Page(Paging page, AccountState? state = null, string? named = null)
    {
        var rows = store.Read(sql => sql.Rows(
            $"{Select} id < $1 AND id > $2 AND ($4 < 0 OR state = $4) AND substr(username_key, 1, length($5)) = $5 ORDER BY id "
                + (page.Ascending ? "ASC" : "DESC") + " LIMIT $3",
            Read, page.Below, page.Above, page.Limit, state is { } only ? (int)only : -1, Accounts.Key(named?.Trim() ?? string.Empty)));
        if (page.Ascending) rows.Reverse();
        return rows;
    }

    /// <summary>Members that are active or limited, counted from the rows at most once a minute.</summary>
    public int Count()
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (counted is { } known && now - known.At < CountLife) return known.Members;
        var members = (int)(store.Read(static sql => sql.Number("SELECT count(*) FROM users u JOIN accounts a ON a.id = u.account WHERE a.state IN (0, 2)")) ?? 0);
        counted = new Counted(members, now);
        return members;
    }

    private static Member Read(Row row) => new(
        Account.Read(row),
        (Role)row.Int(17),
        row.TextOrNull(18),
        row.Bool(19),
        row.Bool(20),
        row.Int(26),
        row.TextOrNull(21),
        row.Long(22),
        row.LongOrNull(27),
        new Preferences((Visibility)row.Int(23), row.Bool(24), row.TextOrNull(25)));

    private sealed record Counted(int Members, long At);
}
