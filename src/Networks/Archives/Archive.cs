namespace Antiphon.Networks.Archives;

/// <summary>A file of an archive: the file itself as unpacked, or one inside a container.</summary>
/// <param name="Path">Within the container, with slashes; the file's own name where there is no container.</param>
/// <param name="Length">Unpacked, in bytes, where the container says it.</param>
public sealed record ArchiveEntry(string Path, long? Length);

/// <summary>What one pass over all of an archive's bytes found: it is whole.</summary>
/// <param name="Sha256">Of the file as it was given, lower-case hexadecimal.</param>
/// <param name="Unpacked">Bytes that unpacking what is needed gave.</param>
public sealed record ArchiveCheck(string Sha256, long Unpacked);

/// <summary>
/// An archive that is open for reading: one file (packed by gzip or zstd, or plain), or a container of several (zip, tar, tar packed by either). Unpacking is bounded, paths are names and
/// never touch the disk, and an entry is read only by who asks for it.
/// </summary>
public abstract class Archive
{
    /// <summary>Bytes of an entry's beginning that <see cref="Head"/> gives at most.</summary>
    public const int HeadLength = 1 << 16;

    private bool sought;
    private ArchiveEntry? only;

    /// <summary>The file's own name, for people to read. It decides nothing.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it is a container: a format made of several files.</summary>
    public abstract bool IsContainer { get; }

    /// <summary>In the order of the container.</summary>
    public abstract IReadOnlyList<ArchiveEntry> Entries { get; }

    /// <summary>The packed bytes that have been read so far, by whoever read them: how far the reading is.</summary>
    public ArchiveGauge Gauge { get; } = new();

    /// <summary>The one file with something in it: all there is outside a container, and inside one that holds nothing else (a single file that somebody zipped).</summary>
    public ArchiveEntry? Only
    {
        get
        {
            // Formats ask this for each of a hundred thousand entries.
            if (!sought) (only, sought) = (Sole(), true);
            return only;
        }
    }

    /// <summary>The unpacked beginning of an entry, without a byte order mark, as UTF-8 whatever it was in.</summary>
    /// <exception cref="InvalidDataException">It cannot be unpacked.</exception>
    public abstract ReadOnlySpan<byte> Head(ArchiveEntry entry);

    /// <summary>An entry's unpacked bytes from the start, without a byte order mark, as UTF-8 whatever it was in. Binary entries come as they are.</summary>
    /// <exception cref="InvalidDataException">While reading: damaged, cut off, or unpacks to too much.</exception>
    public abstract Stream Open(ArchiveEntry entry);

    /// <summary>Reads everything through that an import will need, so that what is damaged, cut off or a bomb is refused before anything of it is written.</summary>
    /// <param name="needs">The entries that will be read. No other one of a zip is opened.</param>
    /// <exception cref="InvalidDataException">It is not whole.</exception>
    public abstract Task<ArchiveCheck> Check(Func<ArchiveEntry, bool> needs, CancellationToken cancel);

    /// <summary>Packed bytes that must be read to have read this entry to its end.</summary>
    public abstract long PackedLength(ArchiveEntry entry);

    private ArchiveEntry? Sole()
    {
        ArchiveEntry? sole = null;
        foreach (var entry in Entries)
        {
            // What macOS puts beside each file that it packs.
            if (IsContainer && (entry.Path.StartsWith("__MACOSX/", StringComparison.Ordinal) || entry.Path.EndsWith(".DS_Store", StringComparison.Ordinal) || entry.Length == 0)) continue;
            if (sole is not null) return null;
            sole = entry;
        }

        return sole;
    }
}
