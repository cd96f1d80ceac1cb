using System.Collections.Concurrent;

namespace Antiphon.Intake.Own;

/// <summary>How far the archive that is being read is; in memory alone.</summary>
public sealed class OwnArchiveProgress
{
    private readonly ConcurrentDictionary<long, ImportProgress> far = new();

    /// <summary>Rows counted and rows in all; null where it is not being counted at the moment.</summary>
    public ImportProgress? Find(long archive) => far.TryGetValue(archive, out var one) ? one : null;

    internal IProgress<ImportProgress> Of(long archive, long rows) => new Reporting(this, archive, rows);

    internal void End(long archive) => far.TryRemove(archive, out _);

    private sealed class Reporting(OwnArchiveProgress all, long archive, long rows) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => all.far[archive] = value with { Rows = Math.Max(rows, value.Done) };
    }
}
