using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Antiphon.Server.Backups;

/// <summary>Writes a backup: a tar archive, packed with gzip, that any computer can open. Written aside and moved to its name when it is whole.</summary>
internal sealed class BackupWriter : IDisposable
{
    private readonly string path;
    private readonly string aside;
    private readonly FileStream file;
    private readonly GZipStream packed;
    private readonly TarWriter tar;
    private readonly StringBuilder sums = new();
    private readonly DateTimeOffset at;
    private bool done;

    public BackupWriter(string path, DateTimeOffset at)
    {
        (this.path, this.at) = (path, at);
        aside = path + ".part";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 1 << 16 };

        // It holds e-mail addresses, password hashes and the keys of every session.
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        file = new FileStream(aside, options);
        packed = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true);
        tar = new TarWriter(packed, TarEntryFormat.Pax, leaveOpen: true);
    }

    public void Add(string name, ReadOnlyMemory<byte> bytes)
    {
        sums.Append(Convert.ToHexStringLower(SHA256.HashData(bytes.Span))).Append("  ").Append(name).Append('\n');
        Write(name, bytes);
    }

    /// <summary>Adds the hashes, brings everything to the disk, and gives the file its name.</summary>
    /// <returns>Its size in bytes.</returns>
    public long Finish()
    {
        Write(BackupEntries.Sums, Encoding.UTF8.GetBytes(sums.ToString()));
        tar.Dispose();
        packed.Dispose();
        file.Flush(flushToDisk: true);
        var length = file.Length;
        file.Dispose();
        File.Move(aside, path, overwrite: true);
        done = true;
        return length;
    }

    public void Dispose()
    {
        if (done) return;
        tar.Dispose();
        packed.Dispose();
        file.Dispose();
        File.Delete(aside);
    }

    private void Write(string name, ReadOnlyMemory<byte> bytes)
    {
        // Pieces of the store are handed over in memory that is used again, and none is longer than some megabytes.
        using var content = new MemoryStream(bytes.ToArray(), writable: false);
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content, ModificationTime = at, Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
    }
}
