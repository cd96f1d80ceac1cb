using Antiphon.Store;

namespace Antiphon.People.Authority;

/// <summary>Lifts a suspension or a limit. Its owner signs in anew.</summary>
public sealed class RestoreAccount(DataStore store)
{
    public Task<Outcome<Account>> Run(long by, long account, string note) =>
        store.TryWrite(tx => Standing.Change(tx, by, account, AccountState.Active, "restore account", note));
}
