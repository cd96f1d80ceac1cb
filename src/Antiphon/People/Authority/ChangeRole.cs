using Antiphon.Store;

namespace Antiphon.People.Authority;

/// <summary>Gives or takes a role. Administrators make moderators; owners alone make administrators and owners; the last owner stays.</summary>
public sealed class ChangeRole(DataStore store)
{
    public Task<Outcome<Role>> Run(long by, long account, Role role) => store.TryWrite<Role>(tx =>
    {
        if (!Enum.IsDefined(role)) return Refusal.Invalid("role", "A role is member, moderator, administrator or owner.");
        if (!Rank.AtLeast(tx, by, Role.Administrator)) return Rank.NotAllowed;
        if (!tx.Any("SELECT 1 FROM users WHERE account = $1", account)) return Refusal.NotFound;
        var before = Rank.Of(tx, account);
        var owner = Rank.AtLeast(tx, by, Role.Owner);
        if (!owner && (before >= Role.Administrator || role >= Role.Administrator)) return Refusal.Forbidden("Only owners give and take the roles of administrator and owner.");
        if (before == role) return role;
        if (before == Role.Owner && !HasAnotherOwner(tx, account)) return Refusal.Conflict("role", "This is the only owner. Make somebody else an owner first.");
        tx.Run("UPDATE users SET role = $2 WHERE account = $1", account, (int)role);
        ModerationLog.Add(tx, by, "change role", $"{before} to {role}", account);
        tx.Happened(new AccountChanged(account));
        return role;
    });

    internal static bool HasAnotherOwner(Sql sql, long account) => sql.Any("SELECT 1 FROM users WHERE role = $2 AND account <> $1", account, (int)Role.Owner);
}
