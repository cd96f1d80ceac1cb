namespace Antiphon.Server.Simulation;

/// <summary>
/// Pseudo-random numbers that are the same on every machine and in every version, which the runtime's own are not promised to be: SplitMix64 (Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators", 2014).
/// </summary>
internal struct Draws(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        var z = unchecked(state += 0x9E37_79B9_7F4A_7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB);
        return z ^ (z >> 31);
    }

    /// <summary>From 0 to below <paramref name="end"/>.</summary>
    public int Below(int end) => (int)Math.BigMul(Next(), (ulong)end, out _);

    /// <summary>True once in so many times on average: <paramref name="share"/> is 0 to 1.</summary>
    public bool Chance(double share) => (Next() >> 11) * (1.0 / (1ul << 53)) < share;
}
