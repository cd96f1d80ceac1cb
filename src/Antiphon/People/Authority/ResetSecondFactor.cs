namespace Antiphon.People.Authority;

/// <summary>Takes the second factor away from a member who has lost it.</summary>
public sealed class ResetSecondFactor
{
    public Task<Outcome<Done>> Run(long by, long account, string note) => throw new NotImplementedException();
}
