using System.Text.Unicode;

namespace Antiphon.Networks.Archives.Bluesky;

/// <summary>
/// The one way in which DAG-CBOR may be written (IPLD, "DAG-CBOR", strictness; RFC 8949): shortest lengths, nothing of open length, keys of maps are texts, in order and once, no tag but a link's,
/// no number with a point but of 64 bits and finite, nothing behind the end. What passes here means one thing only and is read by <see cref="CborCursor"/> without further doubt.
/// </summary>
public static class DagCbor
{
    /// <summary>Of one value. A record has at most a million bytes and a node of a tree no more.</summary>
    public const int LongestValue = 1 << 21;

    /// <summary>Maps and lists in one another. The deepest record of the network's own schemas has seven.</summary>
    public const int Deepest = 64;

    /// <returns>Null, or what is wrong with the bytes.</returns>
    public static string? Check(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LongestValue) return $"has more than {LongestValue:N0} bytes";
        var at = 0;
        var wrong = Value(bytes, ref at, 0);
        return wrong ?? (at == bytes.Length ? null : "has something behind its end");
    }

    private static string? Value(ReadOnlySpan<byte> bytes, ref int at, int depth)
    {
        if (depth > Deepest) return $"is nested more than {Deepest} deep";
        if (at == bytes.Length) return CutOff;
        if (bytes[at] == 0xFB) return Float(bytes, ref at);
        if (bytes[at] is 0xF4 or 0xF5 or 0xF6)
        {
            at++;
            return null;
        }

        if (Head(bytes, ref at, out var major, out var value) is { } wrong) return wrong;
        switch (major)
        {
            case 0 or 1:
                return value > long.MaxValue ? "has a number of more than 63 bits" : null;
            case 2:
                return Take(bytes, ref at, value, out _);
            case 3:
                return Text(bytes, ref at, value, out _);
            case 4:
                for (ulong i = 0; i < value; i++)
                    if (Value(bytes, ref at, depth + 1) is { } inside) return inside;
                return null;
            case 5:
                return Map(bytes, ref at, value, depth);
            default:
                return value == 42 ? Link(bytes, ref at) : $"has the tag {value}, which is none of a link";
        }
    }

    private const string CutOff = "is cut off";

    /// <summary>The kind and the number behind it. Kind 7 (true, null, numbers with a point) is done before this.</summary>
    private static string? Head(ReadOnlySpan<byte> bytes, ref int at, out int major, out ulong value)
    {
        major = bytes[at] >> 5;
        var small = bytes[at++] & 31;
        value = (ulong)small;
        if (major == 7) return "has a value that is neither true, false, null nor a number of 64 bits";
        if (small < 24) return null;
        if (small > 27) return small == 31 ? "has something of open length" : "has a length that is reserved";
        var size = 1 << (small - 24);
        if (bytes.Length - at < size) return CutOff;
        value = 0;
        for (var i = 0; i < size; i++) value = (value << 8) | bytes[at++];
        var least = size switch { 1 => 24UL, 2 => 1UL << 8, 4 => 1UL << 16, _ => 1UL << 32 };
        return value < least ? "has a number that is written longer than needed" : null;
    }

    private static string? Take(ReadOnlySpan<byte> bytes, scoped ref int at, ulong length, out ReadOnlySpan<byte> taken)
    {
        taken = default;
        if (length > (ulong)(bytes.Length - at)) return CutOff;
        taken = bytes.Slice(at, (int)length);
        at += (int)length;
        return null;
    }

    private static string? Text(ReadOnlySpan<byte> bytes, scoped ref int at, ulong length, out ReadOnlySpan<byte> text) =>
        Take(bytes, ref at, length, out text) ?? (Utf8.IsValid(text) ? null : "has a text that is not UTF-8");

    private static string? Map(ReadOnlySpan<byte> bytes, ref int at, ulong count, int depth)
    {
        ReadOnlySpan<byte> before = default;
        for (ulong i = 0; i < count; i++)
        {
            if (at == bytes.Length) return CutOff;
            if (Head(bytes, ref at, out var major, out var length) is { } wrong) return wrong;
            if (major != 3) return "has a map with a key that is no text";
            if (Text(bytes, ref at, length, out var key) is { } broken) return broken;

            // Shorter keys come first, and keys of one length as their bytes do.
            if (i > 0 && (key.Length < before.Length || (key.Length == before.Length && key.SequenceCompareTo(before) <= 0))) return "has a map whose keys are not in order";
            before = key;
            if (Value(bytes, ref at, depth + 1) is { } inside) return inside;
        }

        return null;
    }

    private static string? Link(ReadOnlySpan<byte> bytes, ref int at)
    {
        if (at == bytes.Length) return CutOff;
        if (Head(bytes, ref at, out var major, out var length) is { } wrong) return wrong;
        if (major != 2) return "has a link that is not of bytes";
        if (Take(bytes, ref at, length, out var link) is { } broken) return broken;
        return link is [0, ..] && Cid.HasShape(link[1..]) ? null : "has a link to no CID";
    }

    private static string? Float(ReadOnlySpan<byte> bytes, ref int at)
    {
        if (bytes.Length - at < 9) return CutOff;
        var number = System.Buffers.Binary.BinaryPrimitives.ReadDoubleBigEndian(bytes[(at + 1)..]);
        at += 9;
        return double.IsFinite(number) ? null : "has a number that is none";
    }
}
