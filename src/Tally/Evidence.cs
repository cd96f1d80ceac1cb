namespace Antiphon.Tally;

/// <summary>Where a person stands towards a call. The smaller, the further in; a person stands in exactly one.</summary>
public enum Ring : byte
{
    /// <summary>Said it of themselves.</summary>
    Answered = 1,

    /// <summary>Published the phrase or the hashtag in any other way: reporting, supporting, arguing.</summary>
    Joined = 2,

    /// <summary>Boosted, liked or quoted, and said nothing of themselves.</summary>
    Amplified = 3,

    /// <summary>A reply of the conversation, or a post of nobody known: it is counted as a post and puts nobody in a ring.</summary>
    None = 4,
}

/// <summary>How well an answer can be re-checked by others. The headline is A to D; V stands apart and is never added.</summary>
public enum Tier : byte
{
    /// <summary>Public and re-checkable at its origin, by an account that is older than the call.</summary>
    A = 1,

    /// <summary>As A, but the account is newer than the call or its server is limited.</summary>
    B = 2,

    /// <summary>An anonymous ballot. Fewer than ten of them are sealed: see <see cref="Cell"/>.</summary>
    C = 3,

    /// <summary>Attested by this server alone: an account here, an imported private archive.</summary>
    D = 4,

    /// <summary>A visitor without any account.</summary>
    V = 5,
}

/// <summary>The network on which an account lives. Each account is one person of one network until people link their own accounts.</summary>
public enum Network : byte
{
    Fediverse = 1,
    Bluesky = 2,
    Twitter = 3,
    Facebook = 4,
    Instagram = 5,
    Reddit = 6,
    Other = 7,

    /// <summary>The call's own page: ballots and visitors.</summary>
    Page = 8,
}

/// <summary>What the evidence is. Reply and Quote are attached to the call, Post stands free.</summary>
public enum EvidenceKind : byte
{
    Press = 1,
    Ballot = 2,
    Post = 3,
    Reply = 4,
    Quote = 5,
    Boost = 6,
    Like = 7,
}

/// <summary>Why evidence no longer stands.</summary>
public enum LeaveReason : byte
{
    /// <summary>Deleted, undone or edited away by its author. The person counts as withdrawn.</summary>
    Withdrawn = 1,

    /// <summary>Taken down by a moderator. The person counts as removed.</summary>
    Removed = 2,

    /// <summary>Edited by its author and judged again; a following entry tells where it stands now. The person counts as withdrawn.</summary>
    Rejudged = 3,

    /// <summary>The account or its data was erased at the person's own wish. The person counts as withdrawn.</summary>
    Erased = 4,

    /// <summary>Moved to another ring by a moderator; a following entry tells where it stands now. The person counts as removed.</summary>
    Moved = 5,
}

/// <summary>One thing that one person did about one call.</summary>
/// <param name="Person">The person's dense id, 0 or more.</param>
/// <param name="At">When, in UTC milliseconds since 1970.</param>
/// <param name="Ring">The ring that it speaks for.</param>
/// <param name="Tier">How well it can be re-checked.</param>
/// <param name="Network">Where it was done.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Story">Whether it tells what happened, and not only that it did.</param>
public readonly record struct Evidence(int Person, long At, Ring Ring, Tier Tier, Network Network, EvidenceKind Kind, bool Story);

/// <summary>One line of the ledger: evidence enters, or evidence that entered earlier is closed.</summary>
/// <param name="Sequence">The line's number, above 0, rising.</param>
/// <param name="Evidence">What enters; a closing line repeats the evidence that it closes.</param>
/// <param name="Closes">0 where this enters; otherwise the sequence of the line that it closes.</param>
/// <param name="Reason">Why, on a closing line.</param>
public readonly record struct Entry(long Sequence, Evidence Evidence, long Closes, LeaveReason Reason);
