namespace Antiphon.Networks.Archives;

/// <summary>A file of an archive: the file itself as unpacked, or one inside a container.</summary>
/// <param name="Path">Within the container, with slashes; the file's own name where there is no container.</param>
/// <param name="Length">Unpacked, in bytes, where the container says it.</param>
public sealed record ArchiveEntry(string Path, long? Length);

/// <summary>
/// An archive that is open for reading: one file (packed by gzip or zstd, or plain), or a container of several (zip, tar, tar packed by either). Unpacking is bounded, paths are names and
/// never touch the disk, and an entry is read only by who asks for it.
/// </summary>
public abstract class Archive
{
    /// <summary>Bytes of an entry's beginning that <see cref="Head"/> gives at most.</summary>
    public const int HeadLength = 1 << 16;

    /// <summary>Whether it is a container: a format made of several files.</summary>
    public abstract bool IsContainer { get; }

    /// <summary>In the order of the container.</summary>
    public abstract IReadOnlyList<ArchiveEntry> Entries { get; }

    /// <summary>The unpacked beginning of an entry, without a byte order mark, as UTF-8 whatever it was in.</summary>
    public abstract ReadOnlySpan<byte> Head(ArchiveEntry entry);

    /// <summary>An entry's unpacked bytes from the start, without a byte order mark, as UTF-8 whatever it was in. Binary entries come as they are.</summary>
    /// <exception cref="InvalidDataException">While reading: damaged, cut off, or unpacks to too much.</exception>
    public abstract Stream Open(ArchiveEntry entry);
}
