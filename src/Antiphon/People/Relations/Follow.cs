namespace Antiphon.People.Relations;

/// <summary>Follows an account, or asks to where it is locked. Doing it again changes the choices alone.</summary>
public sealed class Follow
{
    public Task<Outcome<Relationship>> Run(long account, long target, bool? boosts = null, bool? notify = null) => throw new NotImplementedException();
}
