namespace Antiphon.People.Relations;

/// <summary>Says no to somebody who has asked to follow. They are not told.</summary>
public sealed class RejectFollower
{
    public Task<Outcome<Relationship>> Run(long account, long follower) => throw new NotImplementedException();
}
