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
    // Before whoever is made of them.
    private static readonly IReadOnlySet<long> NoAccounts = new HashSet<long>();
    private static readonly IReadOnlySet<string> NoWords = new HashSet<string>();

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

    /// <summary>Who is on a list that takes its members out of the home timeline.</summary>
    public IReadOnlySet<long> Exclusive { get; init; } = NoAccounts;

    /// <summary>Of the muted, those of whom the viewer is told all the same.</summary>
    public IReadOnlySet<long> StillTold { get; init; } = NoAccounts;

    /// <summary>Hashtags that the viewer follows, folded.</summary>
    public IReadOnlySet<string> Tags { get; init; } = NoWords;

    /// <summary>Hashtags that stand on the viewer's profile, folded.</summary>
    public IReadOnlySet<string> Featured { get; init; } = NoWords;

    /// <summary>Domains whose people the viewer does not want to meet.</summary>
    public IReadOnlySet<string> Domains { get; init; } = NoWords;

    /// <summary>Of whom the viewer follows in some languages alone, which.</summary>
    public IReadOnlyDictionary<long, IReadOnlyList<string>> Languages { get; init; } = new Dictionary<long, IReadOnlyList<string>>();

    public bool Blocks(long account) => blocks.Contains(account);

    public bool BlockedBy(long account) => blockedBy.Contains(account);

    /// <summary>Whether either has blocked the other.</summary>
    public bool Apart(long account) => blocks.Contains(account) || blockedBy.Contains(account);

    /// <summary>Whether somebody's posts in that language are wanted at home; what has none is.</summary>
    public bool Wants(long author, string? language) =>
        language is null || Languages.Count == 0 || !Languages.TryGetValue(author, out var wanted) || wanted.Contains(language) || wanted.Contains(language.Split('-')[0]);

    /// <summary>Whether the viewer is not to be told of what the account does.</summary>
    public bool Silences(long account, long now) => Mutes(account, now) && !StillTold.Contains(account);

    /// <summary>Whether the viewer has muted the account at that time (UTC ms).</summary>
    public bool Mutes(long account, long now) => mutes.TryGetValue(account, out var until) && (until == 0 || until > now);
}
