namespace Antiphon.People.Relations;

/// <summary>Stops following, or takes the request back.</summary>
public sealed class Unfollow
{
    public Task<Outcome<Relationship>> Run(long account, long target) => throw new NotImplementedException();
}
