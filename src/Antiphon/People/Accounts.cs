using Antiphon.Live;
using Antiphon.Moderation.Hosts;
using Antiphon.Store;

namespace Antiphon.People;

/// <summary>Somebody's profile, state or name has changed.</summary>
public sealed record AccountChanged(long Account) : Happening;

/// <summary>
/// Sessions and tokens of an account have died: all of them (<paramref name="Token"/> and <paramref name="Session"/> null), or one.
/// The one event that closes cookies, tokens and open streams (security.md, structural defence 9).
/// </summary>
public sealed record AccessDied(long Account, long? Token = null, long? Session = null) : Happening;

/// <summary>Accounts by id or name. Immutable entries in memory, dropped when they change; bounded.</summary>
public sealed class Accounts
{
    /// <summary>Kept in memory at most; about 1 KB each. Beyond it the cache starts anew, which costs one read per account.</summary>
    private const int MostKept = 50_000;

    private readonly DataStore store;
    private readonly Site? site;
    private readonly HostRules? hosts;
    private readonly Remembered<long, Account> byId = new(MostKept);
    private readonly Remembered<string, Account> byName = new(MostKept);

    /// <param name="site">Whose host in a handle is this server's own; without it only bare names are.</param>
    /// <param name="hosts">What holds for the accounts of other servers beside what holds for each of them. Made before this: it hears of a change first.</param>
    public Accounts(DataStore store, Happenings happenings, Site? site = null, HostRules? hosts = null)
    {
        this.store = store;
        this.site = site;
        this.hosts = hosts;
        happenings.Listen(Hear);
    }

    /// <summary>How names compare: lower case, invariant.</summary>
    public static string Key(string username) => username.ToLowerInvariant();

    public Account? Find(long id) => byId.Get(id, wanted => Held(store.Read(sql => Find(sql, wanted))));

    /// <summary>The same within a unit of writing, past the cache: what this transaction sees.</summary>
    public static Account? Find(Sql sql, long id) => sql.First($"SELECT {Account.Columns} FROM accounts WHERE id = $1", Account.Read, id);

    /// <summary>Several at once; those that do not exist are absent from the answer.</summary>
    public IReadOnlyDictionary<long, Account> Load(IEnumerable<long> ids)
    {
        var found = new Dictionary<long, Account>();
        List<long>? missing = null;
        foreach (var id in ids)
        {
            if (found.ContainsKey(id)) continue;
            if (byId.TryGet(id, out var known)) found[id] = known;
            else (missing ??= []).Add(id);
        }

        if (missing is null) return found;
        var wanted = missing.Distinct().ToArray();
        var before = byId.Epoch;
        foreach (var loaded in store.Read(sql => sql.Rows($"SELECT {Account.Columns} FROM accounts WHERE id {sql.Among(1)}", Account.Read, wanted)))
        {
            var account = Held(loaded)!;
            found[account.Id] = account;
            byId.Keep(account.Id, account, before);
        }

        return found;
    }

    /// <summary>A member of this server by name, in any case.</summary>
    public Account? Local(string username) => byName.Get(
        Key(username),
        key => store.Read(sql => sql.First($"SELECT {Account.Columns} FROM accounts WHERE username_key = $1 AND domain IS NULL", Account.Read, key)));

    /// <summary>By "name" or "name@host".</summary>
    public Account? Named(string acct)
    {
        var trimmed = acct.TrimStart('@');
        var at = trimmed.IndexOf('@', StringComparison.Ordinal);
        if (at < 0) return Local(trimmed);
        var (name, domain) = (Key(trimmed[..at]), trimmed[(at + 1)..].ToLowerInvariant());
        if (domain.Equals(site?.Domain, StringComparison.OrdinalIgnoreCase)) return Local(name);
        return byName.Get(
            name + "@" + domain,
            _ => Held(store.Read(sql => sql.First(
                $"SELECT {Account.Columns} FROM accounts WHERE domain = $1 AND username_key = $2 AND network = 1", Account.Read, domain, name))));
    }

    /// <summary>The account as the rules for its server leave it: a server that is limited or suspended makes each of its accounts so, as long as that holds.</summary>
    private Account? Held(Account? account)
    {
        if (account is not { Domain: { } domain } || !account.Shown || hosts is null) return account;
        return hosts.Of(domain).Severity switch
        {
            HostSeverity.Suspended => account with { State = AccountState.Suspended },
            HostSeverity.Limited => account with { State = AccountState.Limited },
            _ => account,
        };
    }

    private void Hear(Happening happening)
    {
        switch (happening)
        {
            case AccountChanged changed:
                byId.Drop(changed.Account);
                byName.Clear();
                break;
            case HostRulesChanged or Settings.SettingsChanged:
                byId.Clear();
                byName.Clear();
                break;
        }
    }
}
