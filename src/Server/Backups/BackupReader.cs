using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Antiphon.Server.Backups;

/// <summary>Reads a backup: first once through to see that it is one and whole, then again to take things out of it.</summary>
internal static class BackupReader
{
    /// <summary>The longest entry that is taken into memory: a piece of a table is some 5 MB, a picture less than 20.</summary>
    private const long LongestEntry = 512 * 1024 * 1024;

    /// <summary>Its manifest, if the file is a backup of which nothing is missing or changed.</summary>
    public static Outcome<BackupManifest> Verify(string path, IProgress<(long Done, long Total)> progress, CancellationToken cancel)
    {
        if (!File.Exists(path)) return Refusal.Invalid("file", $"There is no file {path}.");
        var sums = new Dictionary<string, string>(StringComparer.Ordinal);
        BackupManifest? manifest = null;
        var whole = false;
        try
        {
            foreach (var entry in Entries(path, progress, cancel))
            {
                if (whole) return Damaged(path);
                if (manifest is null)
                {
                    if (entry.Name != BackupEntries.Manifest) return NoBackup(path);
                    manifest = JsonSerializer.Deserialize(entry.Bytes.Span, BackupJson.Default.BackupManifest);
                    if (manifest?.Format is not { } format) return NoBackup(path);
                    if (format != BackupManifest.ThisFormat) return Refusal.Invalid("file", $"{path} was made by a newer Antiphon ({manifest.Version}); restore it with that version.");
                    if (manifest.Shapes() is null) return Damaged(path);
                }

                if (entry.Name == BackupEntries.Sums) whole = Agree(sums, entry.Bytes);
                else if (!IsSafe(entry.Name) || !sums.TryAdd(entry.Name, Convert.ToHexStringLower(SHA256.HashData(entry.Bytes.Span)))) return Damaged(path);
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or JsonException or FormatException or ArgumentException)
        {
            return manifest is null ? NoBackup(path) : Damaged(path);
        }

        return manifest is null ? NoBackup(path) : whole ? manifest : Damaged(path);
    }

    /// <summary>Every file in the archive, in order. Anything else in it makes it an archive that is not ours.</summary>
    public static IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes)> Entries(string path, IProgress<(long Done, long Total)> progress, CancellationToken cancel)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        using var packed = new GZipStream(file, CompressionMode.Decompress);
        using var tar = new TarReader(packed);
        while (tar.GetNextEntry() is { } entry)
        {
            cancel.ThrowIfCancellationRequested();
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || entry.Length > LongestEntry) throw new InvalidDataException("An entry is no file of ours.");
            var bytes = new byte[entry.Length];
            entry.DataStream?.ReadExactly(bytes);
            yield return (entry.Name, bytes);
            progress.Report((file.Position, file.Length));
        }
    }

    private static Refusal NoBackup(string path) => Refusal.Invalid("file", $"{path} is not a backup made by Antiphon, or is damaged from its beginning. Nothing was changed.");

    private static Refusal Damaged(string path) => Refusal.Invalid("file", $"{path} is damaged or cut off: what is in it is not what was saved. Nothing was changed; use another backup.");

    /// <summary>A name that stays below the place where it is unpacked.</summary>
    private static bool IsSafe(string name) =>
        name == BackupEntries.Manifest
        || ((name.StartsWith(BackupEntries.Tables, StringComparison.Ordinal) || name.StartsWith(BackupEntries.Files, StringComparison.Ordinal))
            && !name.Contains('\\', StringComparison.Ordinal) && !name.Contains('\0', StringComparison.Ordinal)
            && name.Split('/').All(static part => part is not ("" or "." or "..")));

    private static bool Agree(Dictionary<string, string> sums, ReadOnlyMemory<byte> written)
    {
        var lines = System.Text.Encoding.UTF8.GetString(written.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Length == sums.Count && lines.All(line => line.Length > 66 && sums.GetValueOrDefault(line[66..]) == line[..64]);
    }
}
