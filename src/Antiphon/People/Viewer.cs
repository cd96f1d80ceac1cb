namespace Antiphon.People;

/// <summary>What an account may do beyond its own things.</summary>
public enum Role : byte
{
    Member = 0,
    Moderator = 1,
    Administrator = 2,
    Owner = 3,
}

/// <summary>
/// Who is looking: nobody, or a member with what decides what they may see. Read-only snapshot sets; a change makes a new viewer.
/// Visibility, block and mute rules are pure functions over this and the loaded data.
/// </summary>
public sealed class Viewer(
    long id, Role role, IReadOnlySet<long> follows, IReadOnlySet<long> withoutBoosts, IReadOnlySet<long> blocks, IReadOnlySet<long> blockedBy, IReadOnlyDictionary<long, long> mutes)
{
    /// <summary>Somebody who is not signed in.</summary>
    public static readonly Viewer Nobody = new(
        0, Role.Member, new HashSet<long>(), new HashSet<long>(), new HashSet<long>(), new HashSet<long>(), new Dictionary<long, long>());

    /// <summary>The account, or 0 for nobody.</summary>
    public long Id => id;

    public bool SignedIn => id != 0;

    public Role Role => role;

    public bool Moderates => role >= Role.Moderator;

    /// <summary>Whom the viewer follows (accepted).</summary>
    public IReadOnlySet<long> Follows => follows;

    /// <summary>Of those, whose boosts the viewer does not want.</summary>
    public IReadOnlySet<long> WithoutBoosts => withoutBoosts;

    public bool Blocks(long account) => blocks.Contains(account);

    public bool BlockedBy(long account) => blockedBy.Contains(account);

    /// <summary>Whether either has blocked the other.</summary>
    public bool Apart(long account) => blocks.Contains(account) || blockedBy.Contains(account);

    /// <summary>Whether the viewer has muted the account at that time (UTC ms).</summary>
    public bool Mutes(long account, long now) => mutes.TryGetValue(account, out var until) && (until == 0 || until > now);
}
