using Antiphon.Store;

namespace Antiphon.People.Authority;

/// <summary>Lifts a suspension or a limit. Its owner signs in anew.</summary>
public sealed class RestoreAccount(DataStore store)
{
    public Task<Outcome<Account>> Run(long by, long account, string note) =>
        store.TryWrite(tx => Standing.Change(tx, by, account, AccountState.Active, "restore account", note));

    /// <summary>Lifts one of the two and not the other: refused where the account is in another state.</summary>
    public Task<Outcome<Account>> From(AccountState state, long by, long account, string note) => store.TryWrite(tx =>
        Accounts.Find(tx, account) is { } found && found.State != state && Rank.AtLeast(tx, by, Role.Moderator)
            ? Refusal.Conflict("id", state == AccountState.Limited ? "This account is not limited." : "This account is not suspended.")
            : Standing.Change(tx, by, account, AccountState.Active, "restore account", note));
}
