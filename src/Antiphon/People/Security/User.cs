namespace Antiphon.People.Security;

/// <summary>The sign-in side of a member's account, as ASP.NET Core Identity's <c>UserManager</c> handles it. Mutable, as Identity wants it; the store of ours writes what changed.</summary>
public sealed class User
{
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

    /// <summary>UTC ms; null where not locked.</summary>
    public long? LockedUntil { get; set; }

    public Role Role { get; internal set; }

    public AccountState State { get; internal set; }
}
