namespace Antiphon.Tally;

/// <summary>What a piece of evidence counts as.</summary>
internal static class Evident
{
    /// <summary>There are no leap seconds in UTC milliseconds: each hour is as long as any.</summary>
    public const long HourInMilliseconds = 3_600_000;

    // [kind, ring], both from 0: the ring that the evidence really speaks for, 0 where there is no such kind or ring. A boost or a like is never an answer,
    // nor a statement: whatever it is said to be, it amplifies.
    private static ReadOnlySpan<byte> Rings =>
    [
        0, 0, 0, 0, 0, 0, 0, 0,
        0, 1, 2, 3, 4, 0, 0, 0,
        0, 1, 2, 3, 4, 0, 0, 0,
        0, 1, 2, 3, 4, 0, 0, 0,
        0, 1, 2, 3, 4, 0, 0, 0,
        0, 1, 2, 3, 4, 0, 0, 0,
        0, 3, 3, 3, 4, 0, 0, 0,
        0, 3, 3, 3, 4, 0, 0, 0,
    ];

    /// <summary>The ring, 1 to 4, after looking at every field. Nonsense is a bug of the caller.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A field holds what it cannot.</exception>
    public static uint RingOf(in Evidence e)
    {
        uint kind = (uint)e.Kind, ring = (uint)e.Ring;

        // Unchecked: below the first of its kind a value wraps to a very great one, and one comparison finds both ends.
        var sound = unchecked((kind | ring) < 8 & (uint)e.Tier - 1u < 5 & (uint)e.Network - 1u < 8 & (ulong)e.At <= (ulong)Standing.LastMillisecond & e.Person >= 0);
        var real = sound ? Rings[(int)(kind << 3 | ring)] : 0u;
        return real != 0 ? real : throw Nonsense(e);
    }

    public static bool IsPost(EvidenceKind kind) => kind is EvidenceKind.Post or EvidenceKind.Reply or EvidenceKind.Quote;

    private static ArgumentOutOfRangeException Nonsense(Evidence e) =>
        new(nameof(e), e, "Evidence of a kind, ring, tier, network, person or time that does not exist.");
}
