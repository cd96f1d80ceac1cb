using Antiphon.Store;

namespace Antiphon.People.Relations;

/// <summary>How a member stands to another account.</summary>
/// <param name="Boosts">Their boosts are wanted in the home timeline.</param>
/// <param name="Notify">The member wants to be told of every post.</param>
/// <param name="Requested">The member has asked to follow.</param>
/// <param name="RequestedBy">The other has asked to follow.</param>
/// <param name="MuteExpires">UTC ms; null for a mute that lasts.</param>
public sealed record Relationship(
    long Target,
    bool Following,
    bool Boosts,
    bool Notify,
    bool FollowedBy,
    bool Requested,
    bool RequestedBy,
    bool Blocking,
    bool BlockedBy,
    bool Muting,
    bool MutingNotifications,
    long? MuteExpires);

/// <summary>Relationships to many accounts at once.</summary>
public sealed class Relationships
{
    /// <summary>In the order of the targets; accounts that do not exist are left out.</summary>
    public IReadOnlyList<Relationship> Of(long account, IReadOnlyList<long> targets) => throw new NotImplementedException();
}
