namespace Antiphon.People.Authority;

/// <summary>
/// What moderators and administrators do to accounts, each with a row in <c>moderation</c>. <c>by</c> is their account, or 0 for the command line.
/// Nobody acts on an account of their own rank or above; the owner's account cannot be suspended.
/// </summary>
public sealed class SuspendAccount
{
    /// <summary>Sessions and tokens die at once; nothing of the account is shown.</summary>
    public Task<Outcome<Account>> Run(long by, long account, string note) => throw new NotImplementedException();
}
