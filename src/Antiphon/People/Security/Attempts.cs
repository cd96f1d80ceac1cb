using System.Security.Cryptography;
using System.Text;
using Antiphon.Mail;
using Antiphon.Store;

namespace Antiphon.People.Security;

/// <summary>What a member's proof is checked against.</summary>
internal sealed record Credentials(long Account, string Username, string? Hash, string Stamp, bool SecondFactor, AccountState State)
{
    public const string Select =
        "SELECT u.account, a.username, u.password_hash, u.stamp, u.totp_enabled, "
            + "CASE WHEN EXISTS (SELECT 1 FROM restraints r WHERE r.account = u.account AND r.frozen = 1) THEN 3 ELSE a.state END, u.failures, u.locked_until FROM users u JOIN accounts a ON a.id = u.account WHERE ";

    public static Credentials Read(Row row) => new(row.Long(0), row.Text(1), row.TextOrNull(2), row.Text(3), row.Bool(4), (AccountState)row.Int(5));
}

/// <summary>
/// Counts attempts to prove who one is, per account, and closes it for a while after too many. An attempt is counted before it is checked and forgiven when it
/// was right, so that a thousand guesses at once are ten. Names that nobody has are counted and closed in the same way.
/// </summary>
public sealed class Attempts(DataStore store)
{
    /// <summary>Wrong attempts in a row before an account is closed.</summary>
    public const int Most = 10;

    /// <summary>For so long. A passkey still opens it, and so does a new password by a link.</summary>
    public static readonly TimeSpan Closed = TimeSpan.FromMinutes(15);

    private static readonly long Day = (long)TimeSpan.FromDays(1).TotalMilliseconds;

    // Lives as long as the process: what people typed as a name can be a password in the wrong field, and must not be guessed from a stored hash.
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);

    /// <summary>Counts an attempt by name. Null credentials: nobody is called so, which the caller must not let be seen.</summary>
    internal Task<Outcome<Credentials?>> Begin(string nameOrEmail) => store.TryWrite<Credentials?>(tx =>
    {
        var name = nameOrEmail.Trim().TrimStart('@');
        var account = Named(tx, name);
        if (account is null) return BeginUnknown(tx, name) is { } closed ? closed : default(Credentials);
        var counted = Count(tx, account.Value);
        return counted.Ok ? counted.Value : counted.Refusal;
    });

    /// <summary>Counts an attempt by a member who is signed in already, or has shown the password.</summary>
    internal Task<Outcome<Credentials>> Begin(long account) => store.TryWrite(tx => Count(tx, account));

    /// <summary>The member of that name, or with that confirmed address.</summary>
    internal static long? Named(Sql sql, string nameOrEmail) => nameOrEmail.Contains('@', StringComparison.Ordinal)
        ? sql.Number("SELECT account FROM users WHERE email_key = $1", EmailAddress.Key(nameOrEmail))
        : sql.Number("SELECT u.account FROM users u JOIN accounts a ON a.id = u.account WHERE a.username_key = $1 AND a.domain IS NULL", Accounts.Key(nameOrEmail));

    internal static Outcome<Credentials> Count(Tx tx, long account)
    {
        var (who, failures, until) = tx.First(
            Credentials.Select + "u.account = $1", static row => (Credentials.Read(row), row.Int(6), row.LongOrNull(7)), account);
        if (who is null) return Refusal.SignInNeeded;
        if (until > tx.Now) return SignInRefusals.Closed(until.Value - tx.Now);
        var next = Next(failures, tx.Now);
        tx.Run("UPDATE users SET failures = $2, locked_until = $3 WHERE account = $1", account, next.Failures, next.Until);
        if (next.Until is not null) SecurityLog.Add(tx, account, SecurityEvent.Locked);
        return who;
    }

    /// <summary>It was right: what was counted is forgiven.</summary>
    internal static void Forgive(Tx tx, long account)
    {
        // A lock that this very attempt had set was none.
        if (tx.Any("SELECT 1 FROM users WHERE account = $1 AND locked_until > $2", account, tx.Now))
        {
            tx.Run(
                "DELETE FROM security_log WHERE account = $1 AND event = $2 AND id = (SELECT max(id) FROM security_log WHERE account = $1)",
                account, (int)SecurityEvent.Locked);
        }

        tx.Run("UPDATE users SET failures = 0, locked_until = NULL WHERE account = $1", account);
    }

    private Refusal? BeginUnknown(Tx tx, string name)
    {
        var hash = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(Accounts.Key(name.Length > 320 ? name[..320] : name)));
        var (failures, until) = tx.First("SELECT failures, locked_until FROM unknown_names WHERE name = $1", static row => (row.Int(0), row.LongOrNull(1)), hash);
        if (until > tx.Now) return SignInRefusals.Closed(until.Value - tx.Now);
        var next = Next(failures, tx.Now);
        tx.Run("DELETE FROM unknown_names WHERE at < $1", tx.Now - Day);
        tx.Run(
            "INSERT INTO unknown_names (name, failures, locked_until, at) VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO UPDATE SET failures = $2, locked_until = $3, at = $4",
            hash, next.Failures, next.Until, tx.Now);
        return null;
    }

    private static (int Failures, long? Until) Next(int failures, long now) =>
        failures + 1 < Most ? (failures + 1, null) : (0, now + (long)Closed.TotalMilliseconds);
}
