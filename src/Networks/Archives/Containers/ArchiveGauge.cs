namespace Antiphon.Networks.Archives;

/// <summary>Counts the packed bytes of an archive that have been read. Safe to look at while others read.</summary>
public sealed class ArchiveGauge
{
    private long read;

    public long Read => Volatile.Read(ref read);

    internal void Add(long bytes) => Interlocked.Add(ref read, bytes);
}
