using Antiphon.Networks.Archives.Containers;

namespace Antiphon.Networks.Archives;

/// <summary>Opens an archive's file by what is in it; what it is called counts for nothing.</summary>
public static class OpenArchive
{
    private const int TarBlock = 512;

    /// <returns>The archive, or why it cannot be opened. Nothing has been read but its beginning and its list of files; a tar, which has no list, was read through.</returns>
    public static async Task<Outcome<Archive>> At(string path, CancellationToken cancel)
    {
        if (Directory.Exists(path)) return Refusal.Invalid("file", $"\"{Path.GetFileName(path)}\" is a directory. Give its files, or pack it as .zip or .tar.gz.");
        if (!File.Exists(path)) return Refusal.Invalid("file", $"There is no file \"{path}\".");
        var length = new FileInfo(path).Length;
        if (length == 0) return Refusal.Invalid("file", "This file is empty.");
        var first = await First(path, Packing.None, cancel).ConfigureAwait(false);
        if (Stranger(first) is { } stranger) return Refusal.Invalid("file", stranger);
        if (first is [(byte)'P', (byte)'K', 3 or 5, 4 or 6, ..]) return ZipContainer.Open(path);
        var packing = Unpacking.Of(first);
        try
        {
            if (packing != Packing.None) first = await First(path, packing, cancel).ConfigureAwait(false);
        }
        catch (InvalidDataException broken)
        {
            return Refusal.Invalid("file", broken.Message);
        }

        if (Unpacking.Of(first) != Packing.None && packing != Packing.None) return Refusal.Invalid("file", "This file is packed twice over. Unpack it once and give what comes out.");
        if (packing != Packing.None && first is [(byte)'P', (byte)'K', 3 or 5, 4 or 6, ..]) return Refusal.Invalid("file", "This is a zip that was packed once more. Unpack it once and give the zip.");
        return TarReading.Begins(first) ? await TarContainer.Open(path, packing, length, cancel).ConfigureAwait(false) : new SingleArchive(path, packing, length);
    }

    private static async Task<byte[]> First(string path, Packing packing, CancellationToken cancel)
    {
        await using var stream = Unpacking.Unpack(Unpacking.File(path), packing, Unpacking.Most(new FileInfo(path).Length));
        var first = new byte[TarBlock];
        var length = await stream.ReadAtLeastAsync(first, first.Length, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
        return first[..length];
    }

    /// <summary>Packings that we do not take off, by their first bytes.</summary>
    private static string? Stranger(ReadOnlySpan<byte> first) => first switch
    {
        [(byte)'R', (byte)'a', (byte)'r', (byte)'!', ..] => "This is a RAR archive. Unpack it and give its files, or pack them as .zip.",
        [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] => "This is a 7-Zip archive. Unpack it and give its files, or pack them as .zip.",
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', ..] => "This file is packed by xz. Unpack it (unxz), or pack it by gzip or zstd.",
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', ..] => "This file is packed by bzip2. Unpack it (bunzip2), or pack it by gzip or zstd.",
        _ => null,
    };
}
