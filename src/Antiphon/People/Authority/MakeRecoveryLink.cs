namespace Antiphon.People.Authority;

/// <summary>Makes a link that sets a new password, for handing over to the member. It works once, for 24 hours.</summary>
public sealed class MakeRecoveryLink
{
    public Task<Outcome<string>> Run(long by, long account) => throw new NotImplementedException();
}
