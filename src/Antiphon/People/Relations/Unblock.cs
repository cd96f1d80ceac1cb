namespace Antiphon.People.Relations;

/// <summary>Lifts a block. Follows do not come back.</summary>
public sealed class Unblock
{
    public Task<Outcome<Relationship>> Run(long account, long target) => throw new NotImplementedException();
}
