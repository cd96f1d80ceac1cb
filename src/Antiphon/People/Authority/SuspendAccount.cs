using Antiphon.People.Security;
using Antiphon.Store;

namespace Antiphon.People.Authority;

/// <summary>
/// What moderators and administrators do to accounts stands in this folder, each with a line in <c>moderation</c>. <c>by</c> is their account, or 0 for the command
/// line. Nobody acts on an account of their own rank or above.
/// </summary>
public sealed class SuspendAccount(DataStore store)
{
    /// <summary>Sessions and tokens die at once; nothing of the account is shown, and nothing of it is deleted.</summary>
    public Task<Outcome<Account>> Run(long by, long account, string note) => store.TryWrite(tx =>
    {
        var suspended = Standing.Change(tx, by, account, AccountState.Suspended, "suspend account", note);
        if (suspended.Ok) EndEverything.Within(tx, account);
        return suspended;
    });
}
