namespace Antiphon.People.Relations;

/// <summary>Blocks an account: follows end both ways, and neither sees the other from now on.</summary>
public sealed class Block
{
    public Task<Outcome<Relationship>> Run(long account, long target) => throw new NotImplementedException();
}
