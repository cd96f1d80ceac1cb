using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Antiphon.Media;

/// <summary>
/// The files of pictures, in a directory. A key is 128 random bits and the kind: it says nothing of who uploaded what or when, and nobody finds one by trying.
/// Only files that <see cref="DrawPicture"/> made come in here.
/// </summary>
public sealed partial class MediaStore(string directory)
{
    private const int RandomBytes = 16;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    private static readonly (string Extension, string Mime)[] Kinds = [(".jpg", "image/jpeg"), (".png", "image/png"), (".webp", "image/webp")];

    /// <summary>A key that nothing has yet.</summary>
    public static string NewKey(EncodedPicture picture) =>
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes)) + Array.Find(Kinds, kind => kind.Mime == picture.Mime).Extension;

    /// <summary>The media type of a key's file; null for what is no key.</summary>
    public static string? MimeOf(string key)
    {
        if (key.Length <= RandomBytes * 2 || key.AsSpan(0, RandomBytes * 2).ContainsAnyExcept(Hex)) return null;
        return Array.Find(Kinds, kind => key.AsSpan(RandomBytes * 2).SequenceEqual(kind.Extension)).Mime;
    }

    /// <summary>Writes a file so that it is there whole after a crash, or not at all: aside, down to the disk, then under its name.</summary>
    public async Task Put(string key, ReadOnlyMemory<byte> bytes, CancellationToken cancel = default)
    {
        var path = PathOf(key) ?? throw new ArgumentException("No key of this store.", nameof(key));
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var aside = path + ".new";
        var file = new FileStream(aside, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
        await using (file.ConfigureAwait(false))
        {
            await file.WriteAsync(bytes, cancel).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, path, overwrite: true);
        Sync(folder);
    }

    /// <summary>The file to read from; null where there is none (any more).</summary>
    public FileStream? Open(string key)
    {
        if (PathOf(key) is not { } path) return null;
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Deletes a file, and what an interrupted writing of it left. Nothing there is no fault.</summary>
    public void Delete(string key)
    {
        if (PathOf(key) is not { } path) return;
        try
        {
            File.Delete(path + ".new");
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // Its folder was never made.
        }
    }

    /// <summary>256 folders, so that none of them grows long.</summary>
    private string? PathOf(string key) => MimeOf(key) is null ? null : Path.Combine(directory, key[..2], key);

    /// <summary>A new name is durable when its folder is (fsync(2)). Elsewhere the file system sees to it.</summary>
    private static void Sync(string folder)
    {
        if (!OperatingSystem.IsLinux()) return;
        var handle = OpenFolder(folder, 0);
        if (handle < 0) return;
        _ = Fsync(handle);
        _ = Close(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFolder(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Fsync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
