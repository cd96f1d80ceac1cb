using System.Buffers.Binary;

namespace Antiphon.Media;

/// <summary>The header of AVIF and HEIC: boxes in boxes (ISO/IEC 14496-12, 23008-12), of which two matter: <c>ftyp</c> and every <c>ispe</c>.</summary>
internal static class IsoMedia
{
    /// <summary>Boxes looked at, over all levels. Real files have some dozens.</summary>
    private const int MaxBoxes = 512;

    public static PictureHeader Read(ReadOnlySpan<byte> file)
    {
        var length = BinaryPrimitives.ReadUInt32BigEndian(file);
        if (length < 16 || length > file.Length || length > 1024) return default;
        var format = PictureFormat.Unknown;
        for (var at = 8; at + 4 <= length; at += at == 8 ? 8 : 4) // The major brand, a version, then the compatible brands.
        {
            if (BrandOf(file.Slice(at, 4)) is var brand and not PictureFormat.Unknown && format != PictureFormat.Avif) format = brand;
        }

        if (format != PictureFormat.Avif) return new PictureHeader(format, 0, 0);
        var left = MaxBoxes;
        (uint Width, uint Height) size = default;
        Walk(file[(int)length..], ref left, ref size);
        return PictureHeader.Sized(format, size.Width, size.Height);
    }

    private static PictureFormat BrandOf(ReadOnlySpan<byte> brand)
    {
        if (brand.SequenceEqual("avif"u8)) return PictureFormat.Avif;
        return brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("heim"u8) || brand.SequenceEqual("heis"u8)
            || brand.SequenceEqual("hevc"u8) || brand.SequenceEqual("hevx"u8)
            ? PictureFormat.Heic
            : PictureFormat.Unknown;
    }

    /// <summary>Goes down meta → iprp → ipco and keeps the largest <c>ispe</c>: a picture made of tiles announces itself and its tiles.</summary>
    private static void Walk(ReadOnlySpan<byte> boxes, ref int left, ref (uint Width, uint Height) size)
    {
        while (boxes.Length >= 8 && left-- > 0)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(boxes);
            if (length == 0) length = (uint)boxes.Length; // To the end of the file.
            if (length < 8 || length > boxes.Length) return;
            var type = boxes.Slice(4, 4);
            var body = boxes[8..(int)length];
            if (type.SequenceEqual("meta"u8) && body.Length > 4) Walk(body[4..], ref left, ref size);
            else if (type.SequenceEqual("iprp"u8) || type.SequenceEqual("ipco"u8)) Walk(body, ref left, ref size);
            else if (type.SequenceEqual("ispe"u8) && body.Length >= 12) Keep(body, ref size);
            boxes = boxes[(int)length..];
        }
    }

    private static void Keep(ReadOnlySpan<byte> ispe, ref (uint Width, uint Height) size)
    {
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(ispe[4..]), BinaryPrimitives.ReadUInt32BigEndian(ispe[8..]));
        if ((ulong)width * height > (ulong)size.Width * size.Height) size = (width, height);
    }
}
