namespace Antiphon.People.Security;

/// <summary>
/// The sign-in side of a member's account, as ASP.NET Core Identity's <c>UserManager</c> handles it. Mutable, as Identity wants it;
/// <see cref="UserStore"/> writes what differs from what it had read.
/// </summary>
public sealed class User
{
    internal const string Columns =
        "u.account, a.username, u.email, u.email_confirmed, u.password_hash, u.stamp, u.totp_secret, u.totp_enabled, u.failures, u.locked_until, u.role, a.state";

    public long Account { get; internal set; }

    public string Username { get; internal set; } = string.Empty;

    public string? Email { get; set; }

    public bool EmailConfirmed { get; set; }

    public string? PasswordHash { get; set; }

    /// <summary>Changes when every session and token must die.</summary>
    public string Stamp { get; set; } = string.Empty;

    public string? TotpSecret { get; set; }

    public bool TotpEnabled { get; set; }

    public int Failures { get; set; }

    /// <summary>UTC ms; null where not closed.</summary>
    public long? LockedUntil { get; set; }

    public Role Role { get; internal set; }

    public AccountState State { get; internal set; }

    /// <summary>As it was read; null for one that was never stored.</summary>
    internal User? Stored { get; private set; }

    internal static User Read(Store.Row row)
    {
        var user = new User
        {
            Account = row.Long(0),
            Username = row.Text(1),
            Email = row.TextOrNull(2),
            EmailConfirmed = row.Bool(3),
            PasswordHash = row.TextOrNull(4),
            Stamp = row.Text(5),
            TotpSecret = row.TextOrNull(6),
            TotpEnabled = row.Bool(7),
            Failures = row.Int(8),
            LockedUntil = row.LongOrNull(9),
            Role = (Role)row.Int(10),
            State = (AccountState)row.Int(11),
        };
        user.Saved();
        return user;
    }

    internal void Saved()
    {
        Stored = null;
        Stored = (User)MemberwiseClone();
    }
}
