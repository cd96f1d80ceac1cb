using System.Diagnostics.Metrics;

namespace Antiphon.Http;

/// <summary>What the gate tells of what passes it.</summary>
public static class GateMeter
{
    public const string Name = "Antiphon.Http";

    private static readonly Meter Meter = new(Name);

    /// <summary>Streams that are open now: server-sent events and WebSockets.</summary>
    internal static readonly UpDownCounter<int> Streams = Meter.CreateUpDownCounter<int>("antiphon.streams", description: "Open streams.");
}
