using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Antiphon.Networks.Archives.Bluesky;

/// <summary>
/// The name of a block by its content: CID version 1, SHA-256, of DAG-CBOR or of raw bytes, which are those that a repository has (AT Protocol, "Data Model", link and CID formats).
/// </summary>
public readonly record struct Cid
{
    /// <summary>In bytes: version, codec, kind of hash, its length, the hash.</summary>
    public const int Length = 36;

    /// <summary>Records, nodes of the tree, commits.</summary>
    public const byte DagCbor = 0x71;

    /// <summary>Pictures and films, which no repository's file holds.</summary>
    public const byte Raw = 0x55;

    private const byte Version = 1;
    private const byte Sha256 = 0x12;

    private readonly byte codec;
    private readonly ulong first, second, third, fourth;

    private Cid(byte codec, ReadOnlySpan<byte> hash)
    {
        this.codec = codec;
        first = BinaryPrimitives.ReadUInt64BigEndian(hash);
        second = BinaryPrimitives.ReadUInt64BigEndian(hash[8..]);
        third = BinaryPrimitives.ReadUInt64BigEndian(hash[16..]);
        fourth = BinaryPrimitives.ReadUInt64BigEndian(hash[24..]);
    }

    /// <summary>What the bytes are that it names; 0 of no CID.</summary>
    public byte Codec => codec;

    /// <summary>The name of these bytes.</summary>
    public static Cid Of(byte codec, ReadOnlySpan<byte> block)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(block, hash);
        return new Cid(codec, hash);
    }

    /// <summary>Reads one from the beginning of <paramref name="bytes"/>, where it has <see cref="Length"/> bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Cid cid)
    {
        var ours = bytes is [Version, DagCbor or Raw, Sha256, SHA256.HashSizeInBytes, ..] && bytes.Length >= Length;
        cid = ours ? new Cid(bytes[1], bytes[4..Length]) : default;
        return ours;
    }

    /// <summary>As text: "b" and base32 ("bafyrei…").</summary>
    public static bool TryParse(string? text, out Cid cid)
    {
        cid = default;
        Span<byte> bytes = stackalloc byte[Length];
        return text is ['b', ..] && Base32.TryRead(text.AsSpan(1), bytes, out var length) && length == Length && TryRead(bytes, out cid);
    }

    /// <summary>Whether the bytes have the shape of a CID at all, of whatever hash: a record may link to what is of no network of ours.</summary>
    public static bool HasShape(ReadOnlySpan<byte> bytes)
    {
        // Version 0 is a SHA-256 by itself.
        if (bytes is [Sha256, SHA256.HashSizeInBytes, ..]) return bytes.Length == 2 + SHA256.HashSizeInBytes;
        if (!Varint.TryRead(bytes, out var version, out var used) || version != Version) return false;
        bytes = bytes[used..];
        if (!Varint.TryRead(bytes, out _, out used)) return false;
        bytes = bytes[used..];
        if (!Varint.TryRead(bytes, out _, out used)) return false;
        bytes = bytes[used..];
        return Varint.TryRead(bytes, out var length, out used) && length == (ulong)(bytes.Length - used);
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        (bytes[0], bytes[1], bytes[2], bytes[3]) = (Version, codec, Sha256, SHA256.HashSizeInBytes);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[4..], first);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[12..], second);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[20..], third);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[28..], fourth);
        return "b" + Base32.Of(bytes);
    }
}
