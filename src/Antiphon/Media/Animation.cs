using System.Buffers.Binary;

namespace Antiphon.Media;

/// <summary>How many frames a file announces, counted over its blocks without decoding any.</summary>
internal static class Animation
{
    /// <param name="enough">Counting ends above this.</param>
    public static int Frames(ReadOnlySpan<byte> file, PictureFormat format, int enough) => format switch
    {
        PictureFormat.Gif => Gif(file, enough),
        PictureFormat.WebP => WebP(file, enough),
        _ => 1,
    };

    /// <summary>GIF89a: a header, a colour table, then blocks of three kinds until the trailer.</summary>
    private static int Gif(ReadOnlySpan<byte> file, int enough)
    {
        var frames = 0;
        var at = 13 + (file.Length > 10 ? Table(file[10]) : 0);
        while (at < file.Length && frames <= enough)
        {
            switch (file[at])
            {
                case 0x21:
                    at = Blocks(file, at + 2);
                    break;
                case 0x2C when at + 10 < file.Length:
                    frames++;
                    at = Blocks(file, at + 11 + Table(file[at + 9]));
                    break;
                default:
                    return Math.Max(1, frames);
            }
        }

        return Math.Max(1, frames);
    }

    /// <summary>Past a chain of sub-blocks.</summary>
    private static int Blocks(ReadOnlySpan<byte> file, int at)
    {
        while (at < file.Length && file[at] != 0) at += 1 + file[at];
        return at + 1;
    }

    private static int Table(byte packed) => (packed & 0x80) == 0 ? 0 : 3 << (packed & 7) + 1;

    /// <summary>RFC 9649: the ANMF chunks.</summary>
    private static int WebP(ReadOnlySpan<byte> file, int enough)
    {
        var frames = 0;
        for (long at = 12; at + 8 <= file.Length && frames <= enough;)
        {
            var chunk = file[(int)at..];
            if (chunk.StartsWith("ANMF"u8)) frames++;
            var length = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            at += 8 + length + (length & 1);
        }

        return Math.Max(1, frames);
    }
}
