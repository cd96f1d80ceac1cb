namespace Antiphon.Tally;

/// <summary>
/// A number of people over several networks. The same person may take part on several, and nobody can know how often: there are at least as many
/// as on the largest network, and at most as many as on all of them together. With one network both are the same.
/// </summary>
/// <param name="AtLeast">The largest network's count.</param>
/// <param name="AtMost">The sum over the networks, in which accounts that people linked themselves count once.</param>
public readonly record struct Interval(long AtLeast, long AtMost)
{
    /// <summary>The number to print where there is room for one: the one that certainly is not too high.</summary>
    public long People => AtLeast;

    /// <summary>Whether the number is known exactly.</summary>
    public bool IsExact => AtLeast == AtMost;
}
