using System.Numerics;

namespace Antiphon.Tally;

/// <summary>Where one person stands towards a call, in eight bytes: all that a board must know to count them, and to uncount them again.</summary>
/// <remarks>
/// <para>
/// From the top: ring (2 bits), time (42) and kind (3) of the leading evidence, each inverted, so that the greater number is the one further in, and in one
/// ring the earlier; then what the evidence of that ring has in common as sets: tiers (4), networks (8), story (1); then whether a visitor stands (1) and
/// how an answer left (3). So taking in evidence is one maximum and one union: in any order, and however often, it gives the same.
/// </para>
/// <para>42 bits of milliseconds last until the year 2109.</para>
/// </remarks>
internal readonly struct Standing
{
    public const long LastMillisecond = (1L << 42) - 1;

    private const int RingShift = 62, TimeShift = 20, KindShift = 17, TierShift = 13, NetworkShift = 5;
    private const ulong RingUnit = 1ul << RingShift, TimeUnit = 1ul << TimeShift, KindUnit = 1ul << KindShift, TierUnit = 1ul << TierShift, NetworkUnit = 1ul << NetworkShift;
    private const ulong LeadBits = ~0ul << KindShift;
    private const ulong StoryBit = 1 << 4, VisitorBit = 1 << 3, WithdrawnBit = 1, RemovedBit = 2, BallotLeftBit = 4;
    private const ulong GoneBits = WithdrawnBit | RemovedBit | BallotLeftBit;
    private const ulong SetBits = ((1ul << KindShift) - 1) & ~(GoneBits | VisitorBit);

    private readonly ulong bits;

    private Standing(ulong bits) => this.bits = bits;

    /// <summary>Nobody was ever here.</summary>
    public bool IsBlank => bits == 0;

    /// <summary>None for somebody who stands in none: everything of theirs left, or they are a visitor.</summary>
    public Ring Ring => (Ring)(4 - (bits / RingUnit));

    /// <summary>How the leading evidence, the earliest of the ring, came.</summary>
    public EvidenceKind Kind => (EvidenceKind)(7 - ((bits / KindUnit) & 7));

    /// <summary>The hour of the leading evidence, counted from 1970.</summary>
    public int Hour => (int)((LastMillisecond - (long)((bits / TimeUnit) & (ulong)LastMillisecond)) / Evident.HourInMilliseconds);

    /// <summary>The best of the ring's evidence.</summary>
    public Tier Tier => (Tier)(1 + BitOperations.TrailingZeroCount(bits / TierUnit));

    /// <summary>Bit n - 1 is set where they stand in their ring on network n. Several only for accounts that their owner linked.</summary>
    public uint Networks => (uint)((bits / NetworkUnit) & 0xFF);

    public bool Story => (bits & StoryBit) != 0;

    public bool IsVisitor => (bits & VisitorBit) != 0;

    public bool IsWithdrawn => (bits & WithdrawnBit) != 0;

    public bool IsRemoved => (bits & RemovedBit) != 0;

    public bool LeftABallot => (bits & BallotLeftBit) != 0;

    /// <summary>Where somebody would stand by one piece of evidence alone; <paramref name="ring"/> is 1 to 3.</summary>
    public static Standing By(in Evidence e, uint ring)
    {
        if (e.Tier == Tier.V) return new(ring == (uint)Tally.Ring.Answered ? VisitorBit : 0);
        return new(
            (ulong)(4 - ring) << RingShift
            | (ulong)(LastMillisecond - e.At) << TimeShift
            | (ulong)(7 - (int)e.Kind) << KindShift
            | 1ul << (TierShift - 1 + (int)e.Tier)
            | 1ul << (NetworkShift - 1 + (int)e.Network)
            | (e.Story ? StoryBit : 0));
    }

    /// <summary>Where they stand with what is known and <paramref name="more"/> together.</summary>
    public Standing With(Standing more)
    {
        ulong a = bits, b = more.bits, ringA = a / RingUnit, ringB = b / RingUnit;
        var sets = (ringA >= ringB ? a & SetBits : 0) | (ringB >= ringA ? b & SetBits : 0);
        return new(Math.Max(a & LeadBits, b & LeadBits) | sets | ((a | b) & (VisitorBit | GoneBits)));
    }

    /// <summary>With nothing standing; how an answer left is kept.</summary>
    public Standing Emptied() => new(bits & GoneBits);

    /// <summary>An answer has left, as the latest that did.</summary>
    public Standing Left(LeaveReason why, bool ballot)
    {
        var how = why is LeaveReason.Removed or LeaveReason.Moved ? RemovedBit : WithdrawnBit;
        return new((bits & ~GoneBits) | how | (ballot ? BallotLeftBit : 0));
    }

    /// <summary>As <see cref="Left"/>, for a ledger that is read backwards: what left last is met first, and stays.</summary>
    public Standing LeftBefore(LeaveReason why, bool ballot) => (bits & GoneBits) != 0 ? this : Left(why, ballot);
}
