using System.Buffers.Binary;
using System.Text;
using Xunit;

namespace Antiphon.Tests.Security;

/// <summary>Takes a stored file apart and finds nothing but what a decoder needs for its pixels.</summary>
public static class PixelsOnly
{
    private static readonly string[] PngChunks = ["IHDR", "PLTE", "tRNS", "IDAT", "IEND", "sRGB", "gAMA", "pHYs"];
    private static readonly string[] WebPChunks = ["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF"];

    public static void Assert(string name, byte[] file)
    {
        Xunit.Assert.True(!Contains(file, MarkedFiles.Mark) && !Contains(file, "SN-8842") && !Contains(file, "<script"), $"{name}: the mark is still there");
        if (file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8])) Jpeg(name, file);
        else if (file.AsSpan(1).StartsWith("PNG"u8)) Png(name, file);
        else if (file.AsSpan(8).StartsWith("WEBP"u8)) WebP(name, file);
        else Xunit.Assert.Fail($"{name}: stored as something else");
    }

    public static bool Contains(byte[] file, string text) => file.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;

    /// <summary>Start, JFIF, tables, frame, scan, end; and nothing after the end.</summary>
    private static void Jpeg(string name, byte[] file)
    {
        var at = 2;
        while (file[at + 1] != 0xDA)
        {
            Xunit.Assert.Equal(0xFF, file[at]);
            var marker = file[at + 1];
            Xunit.Assert.True(marker is 0xE0 or 0xDB or 0xC4 or 0xDD or 0xC0 or 0xC2, $"{name}: a segment {marker:X2}");
            var length = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at + 2));
            if (marker == 0xE0) Xunit.Assert.Equal(16, length); // JFIF without a thumbnail.
            at += 2 + length;
        }

        Xunit.Assert.Equal(file.Length - 2, file.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]));
    }

    private static void Png(string name, byte[] file)
    {
        var at = 8;
        while (at < file.Length)
        {
            var type = Encoding.ASCII.GetString(file, at + 4, 4);
            Xunit.Assert.True(PngChunks.Contains(type), $"{name}: a chunk {type}");
            at += 12 + BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
        }

        Xunit.Assert.Equal(file.Length, at);
    }

    private static void WebP(string name, byte[] file)
    {
        Xunit.Assert.Equal(file.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4)));
        for (var at = 12; at < file.Length;)
        {
            var type = Encoding.ASCII.GetString(file, at, 4);
            Xunit.Assert.True(WebPChunks.Contains(type), $"{name}: a chunk {type}");
            var length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4));
            at += 8 + length + (length & 1);
        }
    }
}
