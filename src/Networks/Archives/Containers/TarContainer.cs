using System.Security.Cryptography;

namespace Antiphon.Networks.Archives.Containers;

/// <summary>
/// A tar of files, packed or plain. It has no list, so opening it reads it through once; that pass is its check and its hash too. Only plain files are entries: a link names something
/// else, and a device is none of our business.
/// </summary>
internal sealed class TarContainer : Archive
{
    private readonly string path;
    private readonly Packing packing;
    private readonly long length;
    private readonly Heads heads;
    private readonly ArchiveCheck check;
    private readonly Dictionary<string, (long At, long PackedEnd)> places = new(StringComparer.Ordinal);

    private TarContainer(string path, Packing packing, long length, List<TarPlace> found, ArchiveCheck check)
    {
        (this.path, this.packing, this.length, this.check) = (path, packing, length, check);
        var entries = new List<ArchiveEntry>(found.Count);
        foreach (var place in found)
        {
            // A later file of the same name replaces the earlier one, as in unpacking.
            if (!places.TryAdd(place.Path, (place.At, place.PackedEnd)))
            {
                entries.RemoveAll(entry => entry.Path == place.Path);
                places[place.Path] = (place.At, place.PackedEnd);
            }

            entries.Add(new ArchiveEntry(place.Path, place.Length));
        }

        Entries = entries;
        heads = new Heads(this);
    }

    public override string Name => Path.GetFileName(path);

    public override bool IsContainer => true;

    public override IReadOnlyList<ArchiveEntry> Entries { get; }

    public static async Task<Outcome<Archive>> Open(string path, Packing packing, long length, CancellationToken cancel)
    {
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var gauge = new ArchiveGauge();
            await using var packed = new PackedStream(Unpacking.File(path), gauge, hash);
            await using var stream = Unpacking.Unpack(packed, packing, Unpacking.Most(length));
            var reading = new TarReading(stream);
            var found = new List<TarPlace>();
            while (await reading.Next(cancel).ConfigureAwait(false) is { } place)
            {
                if (found.Count == ZipContainer.MostEntries) return Refusal.TooLarge($"This tar has more than {ZipContainer.MostEntries:N0} files in it, which no archive of posts has.", "file");
                await reading.Skip(cancel).ConfigureAwait(false);
                found.Add(place with { PackedEnd = gauge.Read });
            }

            var unpacked = reading.Position + await SingleArchive.Drain(stream, cancel).ConfigureAwait(false);
            await SingleArchive.Drain(packed, cancel).ConfigureAwait(false);
            if (packing == Packing.Gzip && !await GzipEnd.IsThere(path, unpacked, cancel).ConfigureAwait(false)) throw Damaged.Exception();
            return new TarContainer(path, packing, length, found, new ArchiveCheck(Convert.ToHexStringLower(hash.GetHashAndReset()), unpacked));
        }
        catch (InvalidDataException broken)
        {
            return Refusal.Invalid("file", broken.Message);
        }
    }

    public override ReadOnlySpan<byte> Head(ArchiveEntry entry) => heads.Of(entry);

    public override Stream Open(ArchiveEntry entry)
    {
        var at = places[entry.Path].At;
        var file = Unpacking.File(path);
        if (packing == Packing.None)
        {
            file.Position = at;
            return Utf8Stream.Of(new StretchStream(new PackedStream(file, Gauge, null), entry.Length ?? 0));
        }

        var stream = Unpacking.Unpack(new PackedStream(file, Gauge, null), packing, Unpacking.Most(length));
        var passed = new byte[1 << 17];
        while (at > 0)
        {
            var read = stream.Read(passed.AsSpan(0, (int)Math.Min(at, passed.Length)));
            if (read == 0) throw Damaged.Exception();
            at -= read;
        }

        return Utf8Stream.Of(new StretchStream(stream, entry.Length ?? 0));
    }

    public override Task<ArchiveCheck> Check(Func<ArchiveEntry, bool> needs, CancellationToken cancel) => Task.FromResult(check);

    public override long PackedLength(ArchiveEntry entry) => packing == Packing.None ? entry.Length ?? 0 : places[entry.Path].PackedEnd;
}
