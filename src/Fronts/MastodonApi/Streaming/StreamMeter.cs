using System.Diagnostics.Metrics;

namespace Antiphon.MastodonApi.Streaming;

/// <summary>What streams tell of themselves; how many are open, the gate counts.</summary>
public static class StreamMeter
{
    public const string Name = "Antiphon.Streaming";

    private static readonly Meter Meter = new(Name);

    /// <summary>Readers who were dropped because they took in less than happened.</summary>
    internal static readonly Counter<long> Dropped = Meter.CreateCounter<long>("antiphon.streams.dropped", description: "Streams that were closed as their reader was too slow.");

    /// <summary>Should stay at zero: more happened than could be told.</summary>
    internal static readonly Counter<long> Untold = Meter.CreateCounter<long>("antiphon.streams.untold", description: "Happenings that streams were not told of as too many waited.");
}
