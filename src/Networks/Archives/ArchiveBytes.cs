using System.IO.Compression;
using System.Security.Cryptography;

namespace Antiphon.Networks.Archives;

/// <summary>An archive's file: opened as often as needed, unpacked if it is packed, and read through once before anything is taken from it.</summary>
public static class ArchiveBytes
{
    /// <summary>An unpacked archive may be this many times its packed size; text packs ten- to thirtyfold, a bomb a thousandfold.</summary>
    public const int MostExpansion = 200;

    private const int BufferSize = 1 << 16;

    /// <summary>The file's text bytes from the start.</summary>
    public static Stream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan | FileOptions.Asynchronous);
        Span<byte> magic = stackalloc byte[2];
        var packed = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1F, 0x8B];
        file.Position = 0;
        return packed ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>SHA-256 of the file as it is, in lower-case hexadecimal.</summary>
    public static async Task<string> Hash(string path, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel).ConfigureAwait(false));
    }

    /// <summary>Reads the whole file, so that a damaged, cut-off or bomb-like one is refused before anything of it is written, and counts its lines.</summary>
    public static async Task<Outcome<long>> CountLines(string path, CancellationToken cancel)
    {
        var limit = Math.Max(1L << 20, new FileInfo(path).Length * MostExpansion);
        var buffer = new byte[BufferSize];
        long lines = 0, total = 0;
        byte last = (byte)'\n';
        try
        {
            await using var stream = Open(path);
            int read;
            while ((read = await stream.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0)
            {
                lines += buffer.AsSpan(0, read).Count((byte)'\n');
                last = buffer[read - 1];
                if ((total += read) > limit) return Refusal.TooLarge($"This file unpacks to more than {MostExpansion} times its size. Nothing was imported.", "file");
            }

            if (stream is GZipStream && CutOff(path, total)) return Damaged;
        }
        catch (InvalidDataException)
        {
            return Damaged;
        }

        return last == '\n' ? lines : lines + 1;
    }

    private static Refusal Damaged => Refusal.Invalid("file", "This file is damaged or cut off: it cannot be unpacked to its end. Nothing was imported; fetch it again.");

    /// <summary>A gzip file ends with its unpacked length (RFC 1952, section 2.3.1), which .NET's reader does not compare when the file ends early.</summary>
    private static bool CutOff(string path, long unpacked)
    {
        using var file = File.OpenRead(path);
        if (file.Length < 18) return true;
        file.Seek(-4, SeekOrigin.End);
        Span<byte> length = stackalloc byte[4];
        file.ReadExactly(length);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(length) != (uint)unpacked;
    }
}
