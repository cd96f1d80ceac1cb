using Antiphon.Mail;
using Antiphon.People.Authority;
using Antiphon.People.Leaving;
using Antiphon.Settings;
using Antiphon.Store;

namespace Antiphon.People.Joining;

/// <summary>Somebody who waits for approval.</summary>
/// <param name="Created">UTC ms.</param>
public sealed record Applicant(long Account, string Username, string? Email, string? Reason, long Created);

/// <summary>Sign-ups that wait, and what becomes of them.</summary>
public sealed class Waiting(DataStore store, MailSender mail, CurrentSettings settings)
{
    private static readonly Refusal NotWaiting = Refusal.Conflict("id", "This account does not wait for approval. Somebody else may have decided.");

    /// <summary>The longest waiting first.</summary>
    public IReadOnlyList<Applicant> All(int limit = 100) => store.Read(sql => sql.Rows(
        "SELECT u.account, a.username, u.email, u.reason, u.created FROM accounts a JOIN users u ON u.account = a.id WHERE a.state = 1 ORDER BY a.id LIMIT $1",
        static row => new Applicant(row.Long(0), row.Text(1), row.TextOrNull(2), row.TextOrNull(3), row.Long(4)), limit));

    /// <param name="by">A moderator's account; 0 for the command line.</param>
    public async Task<Outcome<Account>> Approve(long by, long account)
    {
        var outcome = await store.TryWrite<(Account Account, string? Email)>(tx =>
        {
            if (Fault(tx, by, account) is { } refusal) return refusal;
            tx.Run("UPDATE accounts SET state = 0, changed = $2 WHERE id = $1", account, tx.Now);
            tx.Run("UPDATE users SET reason = NULL WHERE account = $1", account);
            ModerationLog.Add(tx, by, "approve sign-up", string.Empty, account);
            tx.Happened(new AccountChanged(account));
            return (Accounts.Find(tx, account)!, tx.First("SELECT email FROM users WHERE account = $1", static row => row.TextOrNull(0), account));
        }).ConfigureAwait(false);
        if (!outcome.Ok) return outcome.Refusal;
        if (outcome.Value.Email is { } to && mail.Configured)
        {
            var title = settings.Value.Title;
            await mail.Send(new Letter(to, $"{title}: welcome", $"Your account {outcome.Value.Account.Username} on {title} has been approved. You can sign in now.\n")).ConfigureAwait(false);
        }

        return outcome.Value.Account;
    }

    /// <summary>The applicant's data is deleted at once. Nothing of the account was ever seen, so the name is free again.</summary>
    public Task<Outcome<Done>> Reject(long by, long account, string note) => store.TryWrite<Done>(tx =>
    {
        if (Fault(tx, by, account) is { } refusal) return refusal;
        if (ModerationLog.Fault(note) is { } tooLong) return tooLong;
        Departure.Begin(tx, account);
        tx.Run("UPDATE accounts SET username = '', username_key = $2 WHERE id = $1", account, $"~{account}");
        ModerationLog.Add(tx, by, "reject sign-up", note, account);
        return Done.Instance;
    });

    private static Refusal? Fault(Tx tx, long by, long account) =>
        !Rank.AtLeast(tx, by, Role.Moderator) ? Rank.NotAllowed
        : tx.Any("SELECT 1 FROM accounts a JOIN users u ON u.account = a.id WHERE a.id = $1 AND a.state = 1", account) ? null
        : NotWaiting;
}
