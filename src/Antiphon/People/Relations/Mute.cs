namespace Antiphon.People.Relations;

/// <summary>Mutes an account for oneself, for a time or for good.</summary>
public sealed class Mute
{
    public Task<Outcome<Relationship>> Run(long account, long target, bool notifications = true, TimeSpan? duration = null) => throw new NotImplementedException();
}
