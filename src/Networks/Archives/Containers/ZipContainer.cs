using System.IO.Compression;
using System.Security.Cryptography;

namespace Antiphon.Networks.Archives.Containers;

/// <summary>A zip of files. Its list is read; an entry only by who asks for it.</summary>
internal sealed class ZipContainer : Archive
{
    /// <summary>A person's whole download has some ten thousand files, most of them pictures.</summary>
    public const int MostEntries = 200_000;

    /// <summary>Each entry that is opened reads the zip's list anew. So many lines of it in all: a zip of nothing but small files of posts is not to be read for hours.</summary>
    private const long MostLooked = 200_000_000;

    // A zip's list is read in small pieces.
    private const int Leaps = 1 << 14;

    private readonly string path;
    private readonly long length;
    private readonly Heads heads;

    // Where in the zip's list an entry stands, and its packed length.
    private readonly Dictionary<string, (int At, long Packed)> places = new(StringComparer.Ordinal);

    private long looked;

    private ZipContainer(string path, long length, ZipArchive zip)
    {
        (this.path, this.length) = (path, length);
        var entries = new List<ArchiveEntry>();
        for (var i = 0; i < zip.Entries.Count; i++)
        {
            var entry = zip.Entries[i];
            var name = entry.FullName.Replace('\\', '/');

            // A directory has no content; of two entries with one name the first is meant, as other programs read it.
            if (name.EndsWith('/') || !places.TryAdd(name, (i, entry.CompressedLength))) continue;
            entries.Add(new ArchiveEntry(name, entry.Length));
        }

        Entries = entries;
        heads = new Heads(this);
    }

    public override string Name => Path.GetFileName(path);

    public override bool IsContainer => true;

    public override IReadOnlyList<ArchiveEntry> Entries { get; }

    public static Outcome<Archive> Open(string path)
    {
        try
        {
            using var file = Unpacking.File(path, Leaps);
            if (ZipEnd.Count(file) > MostEntries) return Refusal.TooLarge($"This zip has more than {MostEntries:N0} files in it, which no archive of posts has.", "file");
            using var zip = new ZipArchive(file, ZipArchiveMode.Read);
            if (zip.Entries.Any(static entry => entry.IsEncrypted)) return Refusal.Invalid("file", "This zip is locked by a password. Unpack it, zip it again without one and give that.");
            return new ZipContainer(path, file.Length, zip);
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException)
        {
            return Refusal.Invalid("file", Damaged.Sentence);
        }
    }

    public override ReadOnlySpan<byte> Head(ArchiveEntry entry) => heads.Of(entry);

    public override Stream Open(ArchiveEntry entry) => Utf8Stream.Of(Unpack(entry).Stream);

    public override async Task<ArchiveCheck> Check(Func<ArchiveEntry, bool> needs, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using (var packed = new PackedStream(Unpacking.File(path), Gauge, hash)) await SingleArchive.Drain(packed, cancel).ConfigureAwait(false);
        long unpacked = 0;
        foreach (var entry in Entries.Where(needs))
        {
            unpacked += await Check(entry, cancel).ConfigureAwait(false);

            // Entries may lie over each other and each unpack to a little less than is allowed.
            if (unpacked > Unpacking.Most(length)) throw Damaged.TooMuch();
        }

        return new ArchiveCheck(Convert.ToHexStringLower(hash.GetHashAndReset()), unpacked);
    }

    public override long PackedLength(ArchiveEntry entry) => places[entry.Path].Packed;

    private async Task<long> Check(ArchiveEntry entry, CancellationToken cancel)
    {
        var (stream, expected) = Unpack(entry);
        await using (stream)
        {
            var buffer = new byte[1 << 17];
            var (sum, total) = (Crc32.Start, 0L);
            int read;
            while ((read = await stream.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0)
            {
                sum = Crc32.Add(sum, buffer.AsSpan(0, read));
                total += read;
            }

            if (Crc32.End(sum) != expected || total != entry.Length) throw Damaged.Exception();
            return total;
        }
    }

    private (Stream Stream, uint Sum) Unpack(ArchiveEntry entry)
    {
        if (Interlocked.Add(ref looked, Entries.Count) > MostLooked) throw new InvalidDataException("This zip has too many files of posts in it. Put them together into fewer, or give them one by one.");
        var file = Unpacking.File(path, Leaps);
        try
        {
            var zip = new ZipArchive(file, ZipArchiveMode.Read);
            var found = zip.Entries[places[entry.Path].At];
            return (new UnpackedStream(new GaugedStream(found.Open(), Gauge, found.CompressedLength, found.Length), Unpacking.Most(length), zip), found.Crc32);
        }
        catch (InvalidDataException broken)
        {
            file.Dispose();
            throw Damaged.Exception(broken);
        }
    }
}
