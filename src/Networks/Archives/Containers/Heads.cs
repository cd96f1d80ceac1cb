namespace Antiphon.Networks.Archives.Containers;

/// <summary>The beginnings of entries, kept so that several formats can look at the same one.</summary>
internal sealed class Heads(Archive archive)
{
    /// <summary>Four mebibytes of them.</summary>
    private const int MostKept = 64;

    private readonly Dictionary<string, byte[]> kept = new(StringComparer.Ordinal);

    public ReadOnlySpan<byte> Of(ArchiveEntry entry)
    {
        if (kept.TryGetValue(entry.Path, out var known)) return known;
        using var stream = archive.Open(entry);
        var head = new byte[Archive.HeadLength];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (length < head.Length) Array.Resize(ref head, length);
        if (kept.Count == MostKept) kept.Clear();
        return kept[entry.Path] = head;
    }
}
