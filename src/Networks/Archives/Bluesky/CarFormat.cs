using System.Runtime.CompilerServices;
using System.Text;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Reading;

namespace Antiphon.Networks.Archives.Bluesky;

/// <summary>
/// A repository of Bluesky as its server exports it. Every block, the tree's order and its completeness are checked before anything is taken; the signature where the key is known: given by whoever
/// imports it, or in a DID document that lies with it in the same container.
/// </summary>
/// <param name="key">The key that should have signed; null where it is not known.</param>
public sealed class CarFormat(SigningKey? key = null) : IArchiveFormat
{
    private const int LongestDocument = 1 << 20;

    public string Name => "bluesky-car";

    public string Description => "Bluesky, a repository as its server exports it (CAR)";

    public bool IsOwn => true;

    public bool Recognises(Archive archive) => File(archive) is not null;

    /// <summary>The repository, and documents that may be its account's.</summary>
    public bool Needs(ArchiveEntry entry) => true;

    public async IAsyncEnumerable<ArchivedRows> Read(Archive archive, [EnumeratorCancellation] CancellationToken cancel)
    {
        var entry = File(archive) ?? throw new InvalidDataException("There is no repository (CAR) in this file.");
        await using var stream = archive.Open(entry);
        var repository = await Repository.Read(stream, cancel).ConfigureAwait(false);
        var commit = repository.Commit;
        var rows = new Gathered();
        rows.Note(Signature(commit, key ?? await Documented(archive, commit.Did, cancel).ConfigureAwait(false)));
        repository.Check();
        var did = Encoding.UTF8.GetBytes(commit.Did);
        var record = new Record();
        long number = 0;
        foreach (var (place, block) in repository.Records())
        {
            cancel.ThrowIfCancellationRequested();
            Take(place, block, did, commit.At, record, ++number, rows);
            if (rows.Full) yield return rows.Done();
        }

        yield return rows.Done();
    }

    private static void Take(ReadOnlySpan<byte> place, ReadOnlySpan<byte> block, ReadOnlySpan<byte> did, long retrieved, Record record, long number, Gathered rows)
    {
        var slash = place.IndexOf((byte)'/');
        var collection = slash > 0 ? place[..slash] : default;
        rows.Begin();
        rows.Row();
        if (Record.KindOf(collection) is not { } kind)
        {
            rows.Other();
            return;
        }

        ArchivedItem item = default;
        var wrong = CborRecord.Read(block, collection, record) ?? record.Item(kind, did, collection, place[(slash + 1)..], retrieved, rows.Keys, out item);
        if (wrong is not null) rows.Undo(number, wrong);
        else if (item.Key == 0) rows.Other();
        else rows.Add(item);
    }

    /// <exception cref="InvalidDataException">It was signed by somebody else.</exception>
    private static string Signature(Commit commit, SigningKey? key)
    {
        if (key is null) return "The signature was not checked: the key of this repository is not known. Give it with --signing-key, or put the account's DID document into the same zip.";
        if (!key.Signed(commit.Unsigned, commit.Signature)) throw new InvalidDataException("The signature of this repository is not of the key that was given: it was changed, or is somebody else's.");
        return $"The signature was checked: it is of the key {key.Text}.";
    }

    private static ArchiveEntry? File(Archive archive)
    {
        foreach (var entry in archive.Entries)
        {
            if (archive.IsContainer && archive.Only != entry && !entry.Path.EndsWith(".car", StringComparison.OrdinalIgnoreCase)) continue;
            if (CarReader.Begins(archive.Head(entry))) return entry;
        }

        return null;
    }

    private static async Task<SigningKey?> Documented(Archive archive, string did, CancellationToken cancel)
    {
        if (!archive.IsContainer) return null;
        foreach (var entry in archive.Entries)
        {
            if (!entry.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || entry.Length > LongestDocument) continue;
            await using var stream = archive.Open(entry);
            var text = new byte[LongestDocument];
            var length = await stream.ReadAtLeastAsync(text, text.Length, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
            if (DidDocument.KeyOf(text.AsSpan(0, length), did) is { } found) return found;
        }

        return null;
    }
}
