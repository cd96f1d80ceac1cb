using Antiphon.Store;

namespace Antiphon.Notifications;

/// <summary>What becomes of a notification. Stored by number: never renumber. The strictest of several holds.</summary>
public enum PolicyChoice : byte
{
    Accept = 0,

    /// <summary>It is kept out of the list, and can be asked for.</summary>
    Filter = 1,

    /// <summary>There is none.</summary>
    Drop = 2,
}

/// <summary>By whom a member wants to be told of what.</summary>
/// <param name="NewAccounts">Accounts younger than 30 days.</param>
/// <param name="PrivateMentions">Direct posts that answer nothing of the member's.</param>
/// <param name="LimitedAccounts">Accounts that moderators have limited.</param>
public sealed record Policy(PolicyChoice NotFollowing, PolicyChoice NotFollowers, PolicyChoice NewAccounts, PolicyChoice PrivateMentions, PolicyChoice LimitedAccounts)
{
    /// <summary>As in Mastodon.</summary>
    public static readonly Policy Default = new(PolicyChoice.Accept, PolicyChoice.Accept, PolicyChoice.Accept, PolicyChoice.Filter, PolicyChoice.Filter);
}

/// <summary>Members' policies.</summary>
public sealed class Policies(DataStore store)
{
    internal const string Columns = "p.not_following, p.not_followers, p.new_accounts, p.private_mentions, p.limited_accounts";

    public Policy Of(long account) => store.Read(sql => Find(sql, account)) ?? Policy.Default;

    /// <summary>What waits in requests: how many who ask, and how many notifications of theirs.</summary>
    public (long Requests, long Notifications) Summary(long account) => store.Read(sql => (
        sql.Number("SELECT count(*) FROM notification_requests WHERE account = $1", account) ?? 0,
        sql.Number(
            "SELECT count(*) FROM notifications n JOIN notification_requests r ON r.account = n.account AND r.actor = n.actor WHERE n.account = $1 AND n.filtered = 1", account) ?? 0));

    /// <summary>Holds for what comes from now on; what was filtered before stays in its request.</summary>
    public Task<Policy> Change(long account, Func<Policy, Policy> change) => store.Write(tx =>
    {
        var policy = change(Find(tx, account) ?? Policy.Default);
        tx.Run(
            "INSERT INTO notification_policies (account, not_following, not_followers, new_accounts, private_mentions, limited_accounts) VALUES ($1, $2, $3, $4, $5, $6) "
                + "ON CONFLICT (account) DO UPDATE SET not_following = $2, not_followers = $3, new_accounts = $4, private_mentions = $5, limited_accounts = $6",
            account, (int)policy.NotFollowing, (int)policy.NotFollowers, (int)policy.NewAccounts, (int)policy.PrivateMentions, (int)policy.LimitedAccounts);
        return policy;
    });

    /// <summary>Null for accounts that are no members here: they are told nothing.</summary>
    internal static Policy? Find(Sql sql, long account) => sql.First(
        $"SELECT {Columns} FROM users u LEFT JOIN notification_policies p ON p.account = u.account WHERE u.account = $1",
        Read,
        account);

    /// <summary>Of a row that begins with these columns.</summary>
    internal static Policy Read(Row row) => row.IsNull(0)
        ? Policy.Default
        : new Policy((PolicyChoice)row.Int(0), (PolicyChoice)row.Int(1), (PolicyChoice)row.Int(2), (PolicyChoice)row.Int(3), (PolicyChoice)row.Int(4));
}
