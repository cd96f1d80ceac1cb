using System.Globalization;
using Antiphon.Mail;
using Antiphon.Store;
using Microsoft.AspNetCore.Identity;

namespace Antiphon.People.Security;

/// <summary>
/// Members, as ASP.NET Core Identity's <c>UserManager</c> reads and writes them, over the one writer. An update writes the columns that were changed and no others,
/// and a changed security stamp ends every session and token, whoever changed it. Accounts are made and deleted by <c>SignUp</c>, <c>CreateMember</c> and
/// <c>DeleteAccount</c> alone, as more than a row belongs to that.
/// </summary>
public sealed partial class UserStore(DataStore store, IdentityErrorDescriber errors) :
    IUserPasswordStore<User>,
    IUserEmailStore<User>,
    IUserSecurityStampStore<User>,
    IUserLockoutStore<User>,
    IUserTwoFactorStore<User>,
    IUserAuthenticatorKeyStore<User>,
    IUserTwoFactorRecoveryCodeStore<User>,
    IUserPasskeyStore<User>
{
    private const string Select = $"SELECT {User.Columns} FROM users u JOIN accounts a ON a.id = u.account WHERE ";

    public Task<IdentityResult> CreateAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult(Failed("NotHere", "Accounts are made by signing up, or on the command line."));

    public Task<IdentityResult> DeleteAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult(Failed("NotHere", "Accounts are deleted on their settings page, or on the command line."));

    public Task<IdentityResult> UpdateAsync(User user, CancellationToken cancellationToken) => store.Write(tx => Update(tx, user), cancellationToken);

    public Task<User?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Task.FromResult(
        long.TryParse(userId, NumberStyles.None, CultureInfo.InvariantCulture, out var account) ? store.Read(sql => Find(sql, account)) : null);

    public Task<User?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => Task.FromResult(
        store.Read(sql => sql.First(Select + "a.username_key = $1 AND a.domain IS NULL", User.Read, Accounts.Key(normalizedUserName))));

    public Task<User?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) => Task.FromResult(
        store.Read(sql => sql.First(Select + "u.email_key = $1", User.Read, EmailAddress.Key(normalizedEmail))));

    public Task<User?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) => Task.FromResult(
        store.Read(sql => sql.First(Select + "u.account = (SELECT account FROM passkeys WHERE credential = $1)", User.Read, credentialId)));

    public Task AddOrUpdatePasskeyAsync(User user, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        store.Write(tx => PasskeyRows.Put(tx, user.Account, passkey), cancellationToken);

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(User user, CancellationToken cancellationToken) =>
        Task.FromResult<IList<UserPasskeyInfo>>(store.Read(sql => PasskeyRows.Of(sql, user.Account)));

    public Task<UserPasskeyInfo?> FindPasskeyAsync(User user, byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(store.Read(sql => PasskeyRows.Find(sql, user.Account, credentialId)));

    public Task RemovePasskeyAsync(User user, byte[] credentialId, CancellationToken cancellationToken) =>
        store.Write(tx => PasskeyRows.Remove(tx, user.Account, credentialId), cancellationToken);

    public Task ReplaceCodesAsync(User user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) => store.Write(
        tx =>
        {
            RecoveryCodes.Replace(tx, user.Account, recoveryCodes);
            return Done.Instance;
        },
        cancellationToken);

    public Task<bool> RedeemCodeAsync(User user, string code, CancellationToken cancellationToken) =>
        store.Write(tx => RecoveryCodes.Redeem(tx, user.Account, code), cancellationToken);

    public Task<int> CountCodesAsync(User user, CancellationToken cancellationToken) => Task.FromResult(store.Read(sql => RecoveryCodes.CountOf(sql, user.Account)));

    public void Dispose()
    {
        // Nothing is held.
    }

    internal static User? Find(Sql sql, long account) => sql.First(Select + "u.account = $1", User.Read, account);

    private IdentityResult Update(Tx tx, User user)
    {
        if (user.Stored is not { } before) return Failed("NotHere", "This account was never stored.");
        if (user.Username != before.Username) return Failed("UserName", "Names of accounts are for good.");

        // The stamp serves as Identity's concurrency stamp: who read before the death of everything may not write after it.
        if (!tx.Any("SELECT 1 FROM users WHERE account = $1 AND stamp = $2", user.Account, before.Stamp)) return IdentityResult.Failed(errors.ConcurrencyFailure());
        var key = user.Email is { } email && user.EmailConfirmed ? EmailAddress.Key(email) : null;
        if (key is not null && tx.Any("SELECT 1 FROM users WHERE email_key = $1 AND account <> $2", key, user.Account)) return IdentityResult.Failed(errors.DuplicateEmail(user.Email!));
        if (user.Email != before.Email || user.EmailConfirmed != before.EmailConfirmed)
        {
            tx.Run("UPDATE users SET email = $2, email_key = $3, email_confirmed = $4 WHERE account = $1", user.Account, user.Email, key, user.EmailConfirmed);
        }

        if (user.PasswordHash != before.PasswordHash) tx.Run("UPDATE users SET password_hash = $2 WHERE account = $1", user.Account, user.PasswordHash);
        if (user.TotpSecret != before.TotpSecret) tx.Run("UPDATE users SET totp_secret = $2, totp_step = 0 WHERE account = $1", user.Account, user.TotpSecret);
        if (user.TotpEnabled != before.TotpEnabled) tx.Run("UPDATE users SET totp_enabled = $2 WHERE account = $1", user.Account, user.TotpEnabled);
        if (user.Failures != before.Failures || user.LockedUntil != before.LockedUntil)
        {
            tx.Run("UPDATE users SET failures = $2, locked_until = $3 WHERE account = $1", user.Account, user.Failures, user.LockedUntil);
        }

        if (user.Stamp != before.Stamp) user.Stamp = EndEverything.Within(tx, user.Account);
        user.Saved();
        return IdentityResult.Success;
    }

    private static IdentityResult Failed(string code, string description) => IdentityResult.Failed(new IdentityError { Code = code, Description = description });
}
