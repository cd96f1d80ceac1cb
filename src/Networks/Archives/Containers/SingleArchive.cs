using System.Security.Cryptography;

namespace Antiphon.Networks.Archives.Containers;

/// <summary>One file, packed or plain.</summary>
internal sealed class SingleArchive : Archive
{
    private readonly string path;
    private readonly Packing packing;
    private readonly long length;
    private readonly Heads heads;

    public SingleArchive(string path, Packing packing, long length)
    {
        (this.path, this.packing, this.length) = (path, packing, length);
        Entries = [new ArchiveEntry(Path.GetFileName(path), packing == Packing.None ? length : null)];
        heads = new Heads(this);
    }

    public override string Name => Path.GetFileName(path);

    public override bool IsContainer => false;

    public override IReadOnlyList<ArchiveEntry> Entries { get; }

    public override ReadOnlySpan<byte> Head(ArchiveEntry entry) => heads.Of(entry);

    public override Stream Open(ArchiveEntry entry) =>
        Utf8Stream.Of(Unpacking.Unpack(new PackedStream(Unpacking.File(path), Gauge, null), packing, Unpacking.Most(length)));

    public override async Task<ArchiveCheck> Check(Func<ArchiveEntry, bool> needs, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var packed = new PackedStream(Unpacking.File(path), Gauge, hash);
        await using var stream = Unpacking.Unpack(packed, packing, Unpacking.Most(length));
        var unpacked = await Drain(stream, cancel).ConfigureAwait(false);
        if (packing == Packing.Gzip)
        {
            // Whatever stands behind the end of the packed data belongs to the file's hash.
            await Drain(packed, cancel).ConfigureAwait(false);
            if (!await GzipEnd.IsThere(path, unpacked, cancel).ConfigureAwait(false)) throw Damaged.Exception();
        }

        return new ArchiveCheck(Convert.ToHexStringLower(hash.GetHashAndReset()), unpacked);
    }

    public override long PackedLength(ArchiveEntry entry) => length;

    /// <summary>Reads to the end and answers how much there was.</summary>
    public static async Task<long> Drain(Stream stream, CancellationToken cancel)
    {
        var buffer = new byte[1 << 17];
        long total = 0;
        int read;
        while ((read = await stream.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0) total += read;
        return total;
    }
}
