namespace Antiphon.Tally;

/// <summary>One call's numbers at one moment, complete and immutable. Made by <see cref="Board.Publish"/>.</summary>
/// <remarks>
/// While fewer than <see cref="Cell.Least"/> anonymous ballots (tier C) stand, they are sealed: every figure here is what it would be without them, and
/// <see cref="ByTier"/> says "fewer than 10". Visitors (tier V) are in <see cref="Visitors"/> and nowhere else.
/// </remarks>
public sealed record Count
{
    /// <summary>The ledger's line up to which this counts.</summary>
    public required long Sequence { get; init; }

    /// <summary>People who answered.</summary>
    public required Interval Answered { get; init; }

    /// <summary>People who joined and did not answer.</summary>
    public required Interval Joined { get; init; }

    /// <summary>People who amplified and did neither.</summary>
    public required Interval Amplified { get; init; }

    /// <summary>Visitors without any account who pressed the button. Never added to anything.</summary>
    public required long Visitors { get; init; }

    /// <summary>People who answered, by network; networks with nobody are left out.</summary>
    public required IReadOnlyDictionary<Network, long> ByNetwork { get; init; }

    /// <summary>People who answered, by the best tier of their standing answers; A to D, all four always present.</summary>
    public required IReadOnlyDictionary<Tier, Cell> ByTier { get; init; }

    /// <summary>People who answered, by how their earliest standing answer came: Press, Ballot, Post (free-standing), Reply, Quote; all five always present.</summary>
    public required IReadOnlyDictionary<EvidenceKind, long> ByRoute { get; init; }

    /// <summary>People whose standing answers include a story.</summary>
    public required long Stories { get; init; }

    /// <summary>Standing posts, replies and quotes, those of the conversation included.</summary>
    public required long Posts { get; init; }

    /// <summary>Standing replies of the conversation, which put nobody in a ring. (A post in no ring that is no reply is one whose author nobody knows.)</summary>
    public required long Replies { get; init; }

    /// <summary>Standing boosts.</summary>
    public required long Boosts { get; init; }

    /// <summary>Standing likes.</summary>
    public required long Likes { get; init; }

    /// <summary>People who ever stood in Answered: always <c>Answered.AtMost + Withdrawn + Removed</c>.</summary>
    public required long EverAnswered { get; init; }

    /// <summary>People who answered once and left by their own doing.</summary>
    public required long Withdrawn { get; init; }

    /// <summary>People who answered once and were taken out by a moderator.</summary>
    public required long Removed { get; init; }

    /// <summary>The hours in which something stands, oldest first, in UTC. Over all hours, Answered adds up to <c>Answered.AtMost</c>.</summary>
    public required IReadOnlyList<Hour> Series { get; init; }

    /// <summary>Whether every figure is the same: <see cref="Difference.Between"/> finds nothing.</summary>
    public bool Equals(Count? other) => other is not null && Difference.Between(this, other).Count == 0;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Sequence, Answered, Posts);
}

/// <summary>One UTC hour. A person is in the hour of the earliest standing evidence of their ring, a post in its own.</summary>
/// <param name="T">The hour's first UTC millisecond.</param>
/// <param name="Answered">People, each once over all networks.</param>
/// <param name="Joined">People, each once over all networks.</param>
/// <param name="Posts">Standing posts, replies and quotes.</param>
/// <param name="ByNetwork">The same by network; networks with nothing in the hour are left out.</param>
public sealed record Hour(long T, long Answered, long Joined, long Posts, IReadOnlyDictionary<Network, HourOnNetwork> ByNetwork)
{
    /// <summary>Whether every figure is the same.</summary>
    public bool Equals(Hour? other) =>
        other is not null && (T, Answered, Joined, Posts) == (other.T, other.Answered, other.Joined, other.Posts)
        && ByNetwork.Count == other.ByNetwork.Count && ByNetwork.All(on => other.ByNetwork.TryGetValue(on.Key, out var same) && same == on.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(T, Answered, Joined, Posts);
}

/// <summary>One network's part of an hour.</summary>
public readonly record struct HourOnNetwork(long Answered, long Joined, long Posts);
