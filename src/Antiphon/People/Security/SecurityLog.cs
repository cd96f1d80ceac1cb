using Antiphon.Store;

namespace Antiphon.People.Security;

/// <summary>What a member is told about the safety of their account. Stored by number: never renumber.</summary>
public enum SecurityEvent : byte
{
    PasswordChanged = 1,
    PasswordSetByLink = 2,
    SecondFactorOn = 3,
    SecondFactorOff = 4,
    RecoveryCodeUsed = 5,
    RecoveryCodesRenewed = 6,
    PasskeyAdded = 7,
    PasskeyRemoved = 8,
    EmailChanged = 9,

    /// <summary>An administrator took the second factor away, on request.</summary>
    SecondFactorReset = 10,

    /// <summary>Too many wrong passwords or codes; sign-in was closed for a quarter of an hour.</summary>
    Locked = 11,

    /// <summary>An administrator made a link that sets a new password.</summary>
    LinkMade = 12,
}

/// <summary>One line of it.</summary>
/// <param name="At">UTC ms.</param>
public sealed record SecurityLine(long Id, SecurityEvent Event, long At);

/// <summary>What happened to the safety of a member's account, for that member's eyes. No addresses, no devices.</summary>
public sealed class SecurityLog(DataStore store)
{
    /// <summary>Lines kept per account; older ones go.</summary>
    public const int MostKept = 100;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<SecurityLine> Of(long account, int limit = 20) => store.Read(sql => Of(sql, account, limit));

    internal static IReadOnlyList<SecurityLine> Of(Sql sql, long account, int limit) => sql.Rows(
        "SELECT id, event, at FROM security_log WHERE account = $1 ORDER BY id DESC LIMIT $2",
        static row => new SecurityLine(row.Long(0), (SecurityEvent)row.Int(1), row.Long(2)), account, limit);

    internal static void Add(Tx tx, long account, SecurityEvent what)
    {
        tx.Run("INSERT INTO security_log (id, account, event, at) VALUES ($1, $2, $3, $4)", tx.NewId(), account, (int)what, tx.Now);
        tx.Run(
            "DELETE FROM security_log WHERE account = $1 AND id <= (SELECT id FROM security_log WHERE account = $1 ORDER BY id DESC LIMIT 1 OFFSET $2)",
            account, MostKept);
    }
}
