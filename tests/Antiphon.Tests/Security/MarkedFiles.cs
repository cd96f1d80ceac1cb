using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Antiphon.Tests.Media;

namespace Antiphon.Tests.Security;

/// <summary>
/// Valid pictures with a mark at every place where a format lets something stand beside the pixels: where cameras write positions and serial numbers, and where
/// somebody who means harm writes a page.
/// </summary>
public static class MarkedFiles
{
    /// <summary>Stands for a position, a serial number, a name, and for a script.</summary>
    public const string Mark = "<script>N52.0907 SN-8842-Ines</script>";

    private static readonly byte[] Marked = Encoding.ASCII.GetBytes(Mark);

    public static IEnumerable<(string Name, byte[] File)> All()
    {
        var jpeg = TestPictures.Jpeg();
        yield return ("jpeg, EXIF with GPS and a maker's note", Segment(jpeg, 0xE1, [.. "Exif\0\0"u8, .. Exif()]));
        yield return ("jpeg, XMP", Segment(jpeg, 0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Xmp()]));
        yield return ("jpeg, extended XMP", Segment(jpeg, 0xE1, [.. "http://ns.adobe.com/xmp/extension/\0"u8, .. Marked]));
        yield return ("jpeg, IPTC", Segment(jpeg, 0xED, [.. "Photoshop 3.0\08BIM\x04\x04\0\0\0\0\0"u8, (byte)(Marked.Length + 5), 0x1C, 2, 120, 0, (byte)Marked.Length, .. Marked]));
        yield return ("jpeg, colour profile", Segment(jpeg, 0xE2, [.. "ICC_PROFILE\0\x01\x01"u8, .. Marked]));
        yield return ("jpeg, several pictures in one", Segment(jpeg, 0xE2, [.. "MPF\0"u8, .. Marked]));
        yield return ("jpeg, thumbnail beside the header", Segment(jpeg, 0xE0, [.. "JFXX\0\x10"u8, .. Marked]));
        yield return ("jpeg, thumbnail with its own size in the EXIF", Segment(jpeg, 0xE1, [.. "Exif\0\0"u8, .. Exif(TestPictures.Jpeg(16, 16))]));
        yield return ("jpeg, comment", Segment(jpeg, 0xFE, Marked));
        yield return ("jpeg, segment of nobody", Segment(jpeg, 0xEB, Marked));
        yield return ("jpeg, trailer", [.. jpeg, .. Marked]);
        yield return ("jpeg, a film after it", [.. jpeg, 0, 0, 0, 24, .. "ftypmp42"u8, .. Marked]);

        var png = TestPictures.Png();
        yield return ("png, tEXt", Chunk(png, "tEXt", [.. "Author\0"u8, .. Marked]));
        yield return ("png, zTXt", Chunk(png, "zTXt", [.. "Author\0\0"u8, .. Deflated()]));
        yield return ("png, iTXt with XMP", Chunk(png, "iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. Xmp()]));
        yield return ("png, eXIf", Chunk(png, "eXIf", Exif()));
        yield return ("png, raw profile", Chunk(png, "tEXt", [.. "Raw profile type exif\0\nexif\n"u8, .. Encoding.ASCII.GetBytes($"{Marked.Length,8}\n{Convert.ToHexStringLower(Marked)}")]));
        yield return ("png, chunk of nobody", Chunk(png, "prVt", Marked));
        yield return ("png, trailer", [.. png, .. Marked]);

        var gif = TestPictures.Gif();
        yield return ("gif, comment", Block(gif, 0xFE, []));
        yield return ("gif, XMP", Block(gif, 0xFF, [11, .. "XMP DataXMP"u8]));
        yield return ("gif, trailer", [.. gif, .. Marked]);

        var webp = TestPictures.WebP(3);
        yield return ("webp, EXIF", Riff(webp, "EXIF", Exif(), 0x08));
        yield return ("webp, XMP", Riff(webp, "XMP ", Xmp(), 0x04));
        yield return ("webp, chunk of nobody", Riff(webp, "mark", Marked, 0));
        yield return ("webp, trailer", [.. webp, .. Marked]);

        yield return ("avif, box of nobody", [.. TestPictures.Avif(), .. Box("uuid", [.. new byte[16], .. Marked])]);
        yield return ("avif, free space", [.. TestPictures.Avif(), .. Box("free", Marked)]);
    }

    /// <summary>A little-endian TIFF: make, serial number and GPS reference, each with the mark; then perhaps a thumbnail.</summary>
    private static byte[] Exif(byte[]? thumbnail = null)
    {
        var text = Encoding.ASCII.GetBytes(Mark + "\0");
        var entries = new List<byte[]>();
        var data = new List<byte>();
        const int Count = 5;
        const int Start = 8 + 2 + Count * 12 + 4;
        void Text(ushort tag)
        {
            entries.Add(Entry(tag, 2, text.Length, Start + data.Count));
            data.AddRange(text);
        }

        Text(0x010F); // The maker.
        Text(0x013B); // The artist.
        entries.Add(Entry(0x0201, 4, 1, Start + text.Length * 3));
        entries.Add(Entry(0x0202, 4, 1, thumbnail?.Length ?? 0));
        Text(0xA431); // The serial number.
        return [.. "II"u8, 42, 0, 8, 0, 0, 0, Count, 0, .. entries.SelectMany(static entry => entry), 0, 0, 0, 0, .. data, .. thumbnail ?? []];
    }

    private static byte[] Entry(ushort tag, ushort type, int count, int value)
    {
        var entry = new byte[12];
        BinaryPrimitives.WriteUInt16LittleEndian(entry, tag);
        BinaryPrimitives.WriteUInt16LittleEndian(entry.AsSpan(2), type);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(4), count);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(8), value);
        return entry;
    }

    private static byte[] Xmp() => Encoding.UTF8.GetBytes(
        $"<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'><!--{Mark}--></x:xmpmeta><?xpacket end='w'?>");

    private static byte[] Segment(byte[] jpeg, byte marker, byte[] body) =>
        [.. jpeg[..2], 0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body, .. jpeg[2..]];

    private static byte[] Chunk(byte[] png, string type, byte[] body)
    {
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. body];
        const int AfterHeader = 8 + 25;
        return [.. png[..AfterHeader], .. BigEndian(body.Length), .. typed, .. BigEndian(Crc32(typed)), .. png[AfterHeader..]];
    }

    private static int Crc32(byte[] bytes)
    {
        var crc = 0xFFFFFFFF;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }

        return (int)~crc;
    }

    private static byte[] Block(byte[] gif, byte label, byte[] name)
    {
        var at = 13 + ((gif[10] & 0x80) == 0 ? 0 : 3 << (gif[10] & 7) + 1);
        return [.. gif[..at], 0x21, label, .. name, (byte)Marked.Length, .. Marked, 0, .. gif[at..]];
    }

    private static byte[] Riff(byte[] webp, string type, byte[] body, byte flag)
    {
        byte[] file = [.. webp, .. Encoding.ASCII.GetBytes(type), .. LittleEndian(body.Length), .. body, .. body.Length % 2 == 1 ? new byte[1] : []];
        LittleEndian(file.Length - 8).CopyTo(file, 4);
        file[20] |= flag; // The extended header says what the file has.
        return file;
    }

    private static byte[] Box(string type, byte[] body) => [.. BigEndian(body.Length + 8), .. Encoding.ASCII.GetBytes(type), .. body];

    private static byte[] Deflated()
    {
        using var into = new MemoryStream();
        using (var zip = new ZLibStream(into, CompressionLevel.NoCompression)) zip.Write(Marked);
        return into.ToArray();
    }

    private static byte[] BigEndian(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] LittleEndian(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }
}
