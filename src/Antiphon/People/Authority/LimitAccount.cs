using Antiphon.Store;

namespace Antiphon.People.Authority;

/// <summary>Leaves an account out of public timelines and search; who follows it sees it.</summary>
public sealed class LimitAccount(DataStore store)
{
    public Task<Outcome<Account>> Run(long by, long account, string note) =>
        store.TryWrite(tx => Standing.Change(tx, by, account, AccountState.Limited, "limit account", note));
}
