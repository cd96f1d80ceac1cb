using System.Buffers.Binary;
using System.IO.Compression;

namespace Antiphon.Networks.Archives.Containers;

/// <summary>
/// Whether a gzip file has its end. Each member ends with the check sum and the length of what it unpacks to (RFC 1952, section 2.3.1), which the reader of .NET does not compare where
/// the file ends early.
/// </summary>
internal static class GzipEnd
{
    private const int Shortest = 18;

    /// <param name="unpacked">Bytes that unpacking gave.</param>
    public static async Task<bool> IsThere(string path, long unpacked, CancellationToken cancel)
    {
        var ending = new byte[8];
        await using (var file = System.IO.File.OpenRead(path))
        {
            if (file.Length < Shortest) return false;
            file.Seek(-ending.Length, SeekOrigin.End);
            await file.ReadExactlyAsync(ending, cancel).ConfigureAwait(false);
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(ending.AsSpan(4));
        if (length == unpacked) return true;

        // Several members after each other, or one of more than 4 GiB: what it ends with must have the check sum that stands there.
        return unpacked > length && await Sum(path, unpacked, length, cancel).ConfigureAwait(false) == BinaryPrimitives.ReadUInt32LittleEndian(ending);
    }

    private static async Task<uint> Sum(string path, long unpacked, uint length, CancellationToken cancel)
    {
        await using var stream = new GZipStream(System.IO.File.OpenRead(path), CompressionMode.Decompress);
        var buffer = new byte[1 << 17];

        // The length counts modulo 2^32, so a single long member begins at the start.
        var skip = IsOneMember(unpacked, length) ? 0 : unpacked - length;
        var sum = Crc32.Start;
        int read;
        while ((read = await stream.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0)
        {
            var passed = (int)Math.Min(skip, read);
            skip -= passed;
            sum = Crc32.Add(sum, buffer.AsSpan(passed, read - passed));
        }

        return Crc32.End(sum);
    }

    private static bool IsOneMember(long unpacked, uint length) => unpacked > uint.MaxValue && (uint)unpacked == length;
}
