namespace Antiphon.People.Relations;

/// <summary>Makes somebody follow no more. They are not told.</summary>
public sealed class RemoveFollower
{
    public Task<Outcome<Relationship>> Run(long account, long follower) => throw new NotImplementedException();
}
