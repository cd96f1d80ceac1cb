using Antiphon.Tally;

namespace Antiphon.Calls.Spreading;

/// <summary>How a call spread, up to one line of its ledger: complete and immutable. Made by <see cref="SpreadFold.Publish"/>.</summary>
/// <remarks>People stand in it as in <see cref="Count"/>: each once, at their earliest standing answer; fewer than ten anonymous ballots are in no figure.</remarks>
public sealed record Spread
{
    public required long Call { get; init; }

    /// <summary>The ledger's line up to which this counts.</summary>
    public required long Sequence { get; init; }

    /// <summary>UTC ms: when it was put together.</summary>
    public required long AsOf { get; init; }

    /// <summary>People who answered by UTC hour and network, by the way their answer took; oldest first. All of them add up to the people who stand.</summary>
    public required IReadOnlyList<Ways> Hours { get; init; }

    /// <summary>Who ever answered against who still stands, by the UTC hour of the answer; oldest first.</summary>
    public required IReadOnlyList<Stand> Decay { get; init; }

    /// <summary>People who left, by the UTC hour in which that became known; oldest first.</summary>
    public required IReadOnlyList<(long T, long People)> Left { get; init; }

    /// <summary>People by the language of their answer; see <see cref="LanguageSteps"/>.</summary>
    public required IReadOnlyList<LanguageCell> Languages { get; init; }

    public required ThreadShape Thread { get; init; }

    /// <summary>The posts through which most people answered, most first; the call's own is not among them.</summary>
    public required IReadOnlyList<Carried> Carriers { get; init; }

    /// <summary>How many posts there are through which anybody answered.</summary>
    public required long CarrierCount { get; init; }

    /// <summary>People who answered through any of them, each once.</summary>
    public required long CarriedPeople { get; init; }
}

/// <summary>One UTC hour's people on one network, by the way their answer took.</summary>
/// <param name="T">The hour's first UTC millisecond.</param>
/// <param name="Free">A post of their own that hangs on nothing.</param>
/// <param name="Button">On the call's own page: the button, or an anonymous ballot.</param>
/// <param name="Direct">A reply to the call or a quote of it, and replies of which nobody knows how deep they stand.</param>
/// <param name="Deeper">A reply further down in the call's thread.</param>
public readonly record struct Ways(long T, Network Network, long Free, long Button, long Direct, long Deeper)
{
    public long AtTheCall => Button + Direct + Deeper;

    public long All => Free + AtTheCall;
}

/// <summary>People of one UTC hour.</summary>
/// <param name="Ever">Answered in it, whatever became of it.</param>
/// <param name="Standing">Of these, whose answer stands.</param>
public readonly record struct Stand(long T, long Ever, long Standing);

/// <summary>A language and at least how many people answered in it: a multiple of ten.</summary>
/// <param name="Language">BCP 47.</param>
public readonly record struct LanguageCell(string Language, long AtLeast);

/// <summary>The conversation under the call: its standing posts, by how many replies lead to them.</summary>
/// <param name="Levels">Posts on each level, the first being replies to the call itself; the last may be "this and deeper".</param>
/// <param name="Unknown">Posts of which the archive says that they stand in the thread, and not where.</param>
/// <param name="Deepest">Steps to the deepest post; 0 where no step is known.</param>
public sealed record ThreadShape(IReadOnlyList<long> Levels, long Unknown, int Deepest)
{
    public static ThreadShape None { get; } = new([], 0, 0);

    public long Known => Levels.Sum();

    /// <summary>The level with the most posts, from 1; 0 where there is none.</summary>
    public int Widest => Levels.Count == 0 ? 0 : Levels.Select(static (posts, i) => (posts, i)).MaxBy(static level => level.posts).i + 1;
}

/// <summary>A post and how many people answered through it: under it, under what hangs on it, or quoting either.</summary>
public readonly record struct Carried(PostKey Post, long People);
