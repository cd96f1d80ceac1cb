using Antiphon.Store;

namespace Antiphon.People.Authority;

/// <summary>Who may act on whom. The command line (account 0) may everything: it has the data directory anyway.</summary>
public static class Rank
{
    public static readonly Refusal NotAllowed = Refusal.Forbidden("Your role does not allow this.");

    public static readonly Refusal NotOver = Refusal.Forbidden("You can act only on accounts whose role is below yours.");

    /// <summary>The role; a member's where there is none.</summary>
    public static Role Of(Sql sql, long account) => (Role)(sql.Number("SELECT role FROM users WHERE account = $1", account) ?? 0);

    public static bool AtLeast(Sql sql, long by, Role role) => by == 0 || Of(sql, by) >= role;

    /// <summary>Refuses unless <paramref name="by"/> has at least the role and stands above the account.</summary>
    public static Refusal? Fault(Sql sql, long by, long account, Role least)
    {
        if (by == 0) return null;
        var role = Of(sql, by);
        if (role < least) return NotAllowed;
        return role > Of(sql, account) ? null : NotOver;
    }
}
