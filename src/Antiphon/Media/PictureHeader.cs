using System.Buffers.Binary;

namespace Antiphon.Media;

/// <summary>The kinds of picture that are read. <see cref="Heic"/> is only recognised, so that the refusal can say what to do.</summary>
public enum PictureFormat : byte { Unknown, Jpeg, Png, Gif, WebP, Avif, Heic }

/// <summary>
/// What the first bytes of a file say: its kind and its size in pixels. Read by our own few lines before any decoder sees the file, so that bombs
/// and strangers cost microseconds and no memory.
/// </summary>
/// <param name="Width">Pixels, 0 where the header does not say or is broken.</param>
/// <param name="Height">Pixels, before any rotation that the file asks for.</param>
public readonly record struct PictureHeader(PictureFormat Format, int Width, int Height)
{
    /// <summary>Reads the header; <see cref="PictureFormat.Unknown"/> for everything else in the world.</summary>
    public static PictureHeader Read(ReadOnlySpan<byte> file)
    {
        if (file.Length > 8 && file[0] == 0x89 && file[1..].StartsWith("PNG\r\n\u001A\n"u8)) return Png(file);
        if (file.Length > 3 && file[0] == 0xFF && file[1] == 0xD8 && file[2] == 0xFF) return Jpeg(file);
        if (file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8)) return Gif(file);
        if (file.Length > 12 && file.StartsWith("RIFF"u8) && file[8..].StartsWith("WEBP"u8)) return WebP(file);
        return file.Length > 12 && file[4..].StartsWith("ftyp"u8) ? IsoMedia.Read(file) : default;
    }

    private static PictureHeader Png(ReadOnlySpan<byte> file) => file.Length >= 24 && file[12..].StartsWith("IHDR"u8)
        ? Sized(PictureFormat.Png, BinaryPrimitives.ReadUInt32BigEndian(file[16..]), BinaryPrimitives.ReadUInt32BigEndian(file[20..]))
        : new PictureHeader(PictureFormat.Png, 0, 0);

    private static PictureHeader Gif(ReadOnlySpan<byte> file) => file.Length >= 10
        ? Sized(PictureFormat.Gif, BinaryPrimitives.ReadUInt16LittleEndian(file[6..]), BinaryPrimitives.ReadUInt16LittleEndian(file[8..]))
        : new PictureHeader(PictureFormat.Gif, 0, 0);

    /// <summary>Walks the segments (ITU T.81, B.1.1.4) to the frame header, SOF0 to SOF15.</summary>
    private static PictureHeader Jpeg(ReadOnlySpan<byte> file)
    {
        for (var at = 2; at + 9 < file.Length && file[at] == 0xFF;)
        {
            var marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++; // A fill byte.
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return Sized(PictureFormat.Jpeg, BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]));
            if (marker is 0xD9 or 0xDA) break; // The picture starts or ends without having been announced.
            at += marker is 0x01 or (>= 0xD0 and <= 0xD8) ? 2 : 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
        }

        return new PictureHeader(PictureFormat.Jpeg, 0, 0);
    }

    /// <summary>RFC 9649: an extended file gives its canvas; a simple one the size of its only frame.</summary>
    private static PictureHeader WebP(ReadOnlySpan<byte> file)
    {
        var none = new PictureHeader(PictureFormat.WebP, 0, 0);
        if (file.Length < 30) return none;
        var chunk = file[12..16];
        if (chunk.SequenceEqual("VP8X"u8)) return Sized(PictureFormat.WebP, 1 + UInt24(file[24..]), 1 + UInt24(file[27..]));
        if (chunk.SequenceEqual("VP8L"u8) && file[20] == 0x2F)
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(file[21..]);
            return Sized(PictureFormat.WebP, 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF));
        }

        if (!chunk.SequenceEqual("VP8 "u8) || !file[23..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])) return none;
        var (width, height) = (BinaryPrimitives.ReadUInt16LittleEndian(file[26..]), BinaryPrimitives.ReadUInt16LittleEndian(file[28..]));
        return Sized(PictureFormat.WebP, width & 0x3FFFu, height & 0x3FFFu);
    }

    private static uint UInt24(ReadOnlySpan<byte> bytes) => (uint)(bytes[0] | bytes[1] << 8 | bytes[2] << 16);

    internal static PictureHeader Sized(PictureFormat format, uint width, uint height) =>
        new(format, (int)Math.Min(width, int.MaxValue), (int)Math.Min(height, int.MaxValue));
}
