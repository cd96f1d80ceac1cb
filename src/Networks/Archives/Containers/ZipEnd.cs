using System.Buffers.Binary;

namespace Antiphon.Networks.Archives.Containers;

/// <summary>How many entries a zip says that it has, before its list is taken into memory (APPNOTE.TXT, sections 4.3.14 to 4.3.16).</summary>
internal static class ZipEnd
{
    private const int EndLength = 22;
    private const int LocatorLength = 20;
    private const uint End = 0x06054B50;
    private const uint Locator = 0x07064B50;
    private const uint End64 = 0x06064B50;

    /// <exception cref="InvalidDataException">It has no end, so it is cut off.</exception>
    public static ulong Count(Stream file)
    {
        var tail = new byte[(int)Math.Min(file.Length, EndLength + ushort.MaxValue + LocatorLength)];
        file.Seek(-tail.Length, SeekOrigin.End);
        file.ReadExactly(tail);
        for (var at = tail.Length - EndLength; at >= 0; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at)) != End) continue;
            var count = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 10));
            return count == ushort.MaxValue && at >= LocatorLength ? Count64(file, tail.AsSpan(at - LocatorLength, LocatorLength)) ?? count : count;
        }

        throw Damaged.Exception();
    }

    private static ulong? Count64(Stream file, ReadOnlySpan<byte> locator)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(locator) != Locator) return null;
        var at = BinaryPrimitives.ReadUInt64LittleEndian(locator[8..]);
        Span<byte> end = stackalloc byte[40];
        if (at > (ulong)(file.Length - end.Length)) throw Damaged.Exception();
        file.Position = (long)at;
        file.ReadExactly(end);
        return BinaryPrimitives.ReadUInt32LittleEndian(end) == End64 ? BinaryPrimitives.ReadUInt64LittleEndian(end[32..]) : throw Damaged.Exception();
    }
}
