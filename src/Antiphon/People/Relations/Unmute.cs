namespace Antiphon.People.Relations;

/// <summary>Lifts a mute.</summary>
public sealed class Unmute
{
    public Task<Outcome<Relationship>> Run(long account, long target) => throw new NotImplementedException();
}
