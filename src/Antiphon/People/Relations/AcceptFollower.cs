namespace Antiphon.People.Relations;

/// <summary>Lets somebody follow who has asked to.</summary>
public sealed class AcceptFollower
{
    public Task<Outcome<Relationship>> Run(long account, long follower) => throw new NotImplementedException();
}
