using Antiphon.Live;

namespace Antiphon.People.Leaving;

/// <summary>An account is gone, with everything that was its person's.</summary>
public sealed record AccountDeleted(long Account) : Happening;

/// <summary>Deletes an account and everything of its person. Only the number and the name remain: the one so that what was counted stays counted, the other so that nobody gets it again.</summary>
public sealed class DeleteAccount
{
    /// <summary>By the member, with the password.</summary>
    public Task<Outcome<Done>> Run(long account, string password) => throw new NotImplementedException();

    /// <summary>By an administrator, or the command line (<paramref name="by"/> 0); on record.</summary>
    public Task<Outcome<Done>> ByAdministrator(long by, long account, string note) => throw new NotImplementedException();
}
