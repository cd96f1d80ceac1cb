using System.Buffers.Binary;
using System.Text;

namespace Antiphon.Networks.Archives.Bluesky;

/// <summary>
/// Goes through a value that <see cref="DagCbor.Check"/> found good. What is asked for and is not there is answered with nothing: <c>null</c>, an empty span, nought of a count; the value is passed
/// over in any case, so that a reader can go on to the next.
/// </summary>
internal ref struct CborCursor(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    /// <summary>How far it is.</summary>
    public int At { get; private set; }

    /// <summary>Begins a map and answers how many pairs it has, each a <see cref="Text"/> and a value; −1 of anything else, which is passed over.</summary>
    public int Map() => Begin(5);

    /// <summary>Begins a list and answers how many values it has; −1 of anything else, which is passed over.</summary>
    public int List() => Begin(4);

    /// <summary>UTF-8.</summary>
    public ReadOnlySpan<byte> Text() => Bytes(3);

    public string? TextOrNull()
    {
        if (bytes[At] >> 5 == 3) return Encoding.UTF8.GetString(Text());
        Skip();
        return null;
    }

    public ReadOnlySpan<byte> Bytes() => Bytes(2);

    /// <summary>A whole number; null of anything else.</summary>
    public long? Number()
    {
        if (bytes[At] >> 5 > 1)
        {
            Skip();
            return null;
        }

        var (major, value) = Head();
        return major == 0 ? (long)value : -1 - (long)value;
    }

    /// <summary>A link to a block of a repository; null of null and of anything else.</summary>
    public Cid? Link()
    {
        if (bytes[At] >> 5 != 6)
        {
            Skip();
            return null;
        }

        Head();
        return Cid.TryRead(Bytes(2)[1..], out var cid) ? cid : null;
    }

    /// <summary>Passes over one value. As deep as <see cref="DagCbor.Deepest"/> at most, since more was not found good.</summary>
    public void Skip()
    {
        if (bytes[At] >> 5 == 7)
        {
            At += bytes[At] == 0xFB ? 9 : 1;
            return;
        }

        var (major, value) = Head();
        if (major is 2 or 3) At += (int)value;
        if (major == 6) Skip();
        if (major is not (4 or 5)) return;
        for (var left = value * (major == 5 ? 2UL : 1UL); left > 0; left--) Skip();
    }

    private int Begin(int kind)
    {
        if (bytes[At] >> 5 == kind) return (int)Head().Value;
        Skip();
        return -1;
    }

    private ReadOnlySpan<byte> Bytes(int kind)
    {
        if (bytes[At] >> 5 != kind)
        {
            Skip();
            return default;
        }

        var length = (int)Head().Value;
        At += length;
        return bytes.Slice(At - length, length);
    }

    private (int Major, ulong Value) Head()
    {
        var first = bytes[At++];
        var small = first & 31;
        if (small < 24) return (first >> 5, (ulong)small);
        var size = 1 << (small - 24);
        var rest = bytes.Slice(At, size);
        At += size;
        return (first >> 5, size switch
        {
            1 => rest[0],
            2 => BinaryPrimitives.ReadUInt16BigEndian(rest),
            4 => BinaryPrimitives.ReadUInt32BigEndian(rest),
            _ => BinaryPrimitives.ReadUInt64BigEndian(rest),
        });
    }
}
