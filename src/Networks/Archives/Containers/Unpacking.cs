using System.IO.Compression;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Antiphon.Networks.Archives.Containers;

/// <summary>How a file is packed.</summary>
internal enum Packing
{
    None,
    Gzip,
    Zstd,
}

/// <summary>Takes one layer of packing off a file, whatever it is called.</summary>
internal static class Unpacking
{
    /// <summary>An unpacked archive may be this many times its packed size; text packs ten- to thirtyfold, a bomb a thousandfold.</summary>
    public const int MostExpansion = 200;

    /// <summary>Pushshift's files are packed with a window of 2^31 bytes; more than that the format does not know.</summary>
    private const int LargestWindow = 31;

    private const int BufferSize = 1 << 17;

    /// <summary>What a file of that many packed bytes may unpack to.</summary>
    public static long Most(long packed) => Math.Max(1L << 20, checked(packed * MostExpansion));

    /// <summary>By its first bytes: RFC 1952 section 2.3.1, RFC 8878 section 3.1.1 and, for what zstd skips, 3.1.2.</summary>
    public static Packing Of(ReadOnlySpan<byte> first) => first switch
    {
        [0x1F, 0x8B, 8, ..] => Packing.Gzip,
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Packing.Zstd,
        [>= 0x50 and <= 0x5F, 0x2A, 0x4D, 0x18, ..] => Packing.Zstd,
        _ => Packing.None,
    };

    /// <summary>The file as it lies on the disk.</summary>
    /// <param name="buffer">1 for none: who reads asks for large pieces.</param>
    public static FileStream File(string path, int buffer = 1) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, buffer, FileOptions.SequentialScan | FileOptions.Asynchronous);

    public static Stream Unpack(Stream packed, Packing packing, long most)
    {
        switch (packing)
        {
            case Packing.Gzip:
                return new UnpackedStream(new GZipStream(packed, CompressionMode.Decompress), most);
            case Packing.Zstd:
                var zstd = new DecompressionStream(packed, BufferSize, checkEndOfStream: true, leaveOpen: false);
                zstd.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, LargestWindow);
                return new UnpackedStream(zstd, most);
            default:
                return packed;
        }
    }
}
