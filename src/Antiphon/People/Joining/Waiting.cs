namespace Antiphon.People.Joining;

/// <summary>Somebody who waits for approval.</summary>
/// <param name="Created">UTC ms.</param>
public sealed record Applicant(long Account, string Username, string? Email, string? Reason, long Created);

/// <summary>Sign-ups that wait, and what becomes of them.</summary>
public sealed class Waiting
{
    public IReadOnlyList<Applicant> All(int limit = 100) => throw new NotImplementedException();

    /// <param name="by">A moderator's account; 0 for the command line.</param>
    public Task<Outcome<Account>> Approve(long by, long account) => throw new NotImplementedException();

    /// <summary>The applicant's data is deleted at once; the name is not given again.</summary>
    public Task<Outcome<Done>> Reject(long by, long account, string note) => throw new NotImplementedException();
}
