using System.Diagnostics.Metrics;

namespace Antiphon.Store;

/// <summary>What the writer tells of its commits. Costs a look at a flag while nobody listens.</summary>
public static class StoreMeter
{
    public const string Name = "Antiphon.Store";

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Commit = Meter.CreateHistogram<double>(
        "antiphon.writer.commit.duration", "s", "From the first unit of a commit to its being durable.", advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
        });

    private static readonly Histogram<int> Batch = Meter.CreateHistogram<int>(
        "antiphon.writer.commit.units", description: "Units in one commit.", advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 5, 10, 25, 50, 100, 250, 1_000, 4_096] });

    private static readonly Counter<long> Imported = Meter.CreateCounter<long>("antiphon.import.rows", description: "Rows of archives that were taken in.");

    internal static void Committed(double seconds, int units)
    {
        if (!Commit.Enabled) return;
        Commit.Record(seconds);
        Batch.Record(units);
    }

    internal static void TookIn(long rows) => Imported.Add(rows);
}
