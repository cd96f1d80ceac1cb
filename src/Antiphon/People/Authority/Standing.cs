using Antiphon.People.Profiles;
using Antiphon.Store;

namespace Antiphon.People.Authority;

/// <summary>The change of an account's state by a moderator, in one place for its four verbs.</summary>
internal static class Standing
{
    public static Outcome<Account> Change(Tx tx, long by, long account, AccountState state, string action, string note)
    {
        if (ModerationLog.Fault(note) is { } tooLong) return tooLong;
        if (!Rank.AtLeast(tx, by, Role.Moderator)) return Rank.NotAllowed;
        if (Accounts.Find(tx, account) is not { State: not (AccountState.Deleted or AccountState.Waiting) } before) return Refusal.NotFound;
        if (Rank.Fault(tx, by, account, Role.Moderator) is { } refusal) return refusal;
        if (Rank.Of(tx, account) == Role.Owner && state != AccountState.Active) return Refusal.Forbidden("The owner's account cannot be suspended or limited. Take the role away first.");
        if (before.State == state) return before;
        tx.Run("UPDATE accounts SET state = $2, changed = $3 WHERE id = $1", account, (int)state, tx.Now);
        AccountIndex.Put(tx, account);
        ModerationLog.Add(tx, by, action, note, account);
        tx.Happened(new AccountChanged(account));
        return before with { State = state, Changed = tx.Now };
    }
}
