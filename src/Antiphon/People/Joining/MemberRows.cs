using Antiphon.Access;
using Antiphon.People.Profiles;
using Antiphon.People.Security;
using Antiphon.Store;
using Antiphon.Tally;

namespace Antiphon.People.Joining;

/// <summary>What is written for a new member, checked and hashed.</summary>
internal sealed record NewMemberRow(
    string Username,
    string PasswordHash,
    string? Email = null,
    bool EmailConfirmed = false,
    Role Role = Role.Member,
    AccountState State = AccountState.Active,
    long? Invite = null,
    string? Reason = null,
    string? Language = null);

/// <summary>The rows of a new member, in one place.</summary>
internal static class MemberRows
{
    public static readonly Refusal Taken = Refusal.Conflict("username", "This name is taken. Choose another.");

    /// <summary>Whether anybody here has, or ever had, the name.</summary>
    public static bool IsTaken(Sql sql, string username) => sql.Any("SELECT 1 FROM accounts WHERE username_key = $1 AND domain IS NULL", Accounts.Key(username));

    public static Outcome<SignedIn> Insert(Tx tx, NewMemberRow member)
    {
        if (IsTaken(tx, member.Username)) return Taken;
        var key = member is { Email: { } email, EmailConfirmed: true } ? Mail.EmailAddress.Key(email) : null;
        if (key is not null && tx.Any("SELECT 1 FROM users WHERE email_key = $1", key)) return Refusal.Conflict("email", "Another account here has this address.");
        var (id, now, stamp) = (tx.NewAccountId(), tx.Now, Secret.New());
        tx.Run(
            "INSERT INTO accounts (id, network, username, username_key, state, created, changed) VALUES ($1, $2, $3, $4, $5, $6, $6)",
            id, (int)Network.Fediverse, member.Username, Accounts.Key(member.Username), (int)member.State, now);
        tx.Run(
            "INSERT INTO users (account, email, email_key, email_confirmed, password_hash, stamp, role, invite, reason, default_language, created) "
                + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            id, member.Email, key, key is not null, member.PasswordHash, stamp, (int)member.Role, member.Invite, member.Reason, member.Language, now);
        AccountIndex.Put(tx, id);
        tx.Happened(new AccountChanged(id)); // A cache may hold that nobody is called so.
        return new SignedIn(id, stamp);
    }
}
