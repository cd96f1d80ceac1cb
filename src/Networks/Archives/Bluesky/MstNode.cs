using System.Numerics;
using System.Security.Cryptography;

namespace Antiphon.Networks.Archives.Bluesky;

/// <summary>
/// A node of a Merkle search tree (AT Protocol, "Repository", MST structure). A key's height is how many pairs of noughts its hash begins with; a node holds keys of one height, in order, and
/// between them links to nodes one height lower.
/// </summary>
public sealed class MstNode
{
    private const int LongestKey = 1_024;

    private MstNode(Cid? left, IReadOnlyList<MstEntry> entries, int height) => (Left, Entries, Height) = (left, entries, height);

    /// <summary>The keys before the first.</summary>
    public Cid? Left { get; }

    public IReadOnlyList<MstEntry> Entries { get; }

    /// <summary>Of its keys; −1 where it has none.</summary>
    public int Height { get; }

    public static int HeightOf(ReadOnlySpan<byte> key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(key, hash);
        var noughts = 0;
        foreach (var value in hash)
        {
            if (value != 0) return (noughts + BitOperations.LeadingZeroCount((uint)value) - 24) / 2;
            noughts += 8;
        }

        return noughts / 2;
    }

    /// <summary>How many bytes two keys begin with that are the same.</summary>
    public static int SharedPrefix(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) => one.CommonPrefixLength(other);

    /// <exception cref="InvalidDataException">It is no node, or not the one way in which it may be written.</exception>
    public static MstNode Read(ReadOnlySpan<byte> block)
    {
        if (DagCbor.Check(block) is not null) throw Wrong("a node that is none");
        var cursor = new CborCursor(block);
        Cid? left = null;
        List<MstEntry>? entries = null;
        var height = -1;
        for (var pairs = cursor.Map(); pairs > 0; pairs--)
        {
            var name = cursor.Text();
            if (name.SequenceEqual("l"u8)) left = cursor.Link();
            else if (name.SequenceEqual("e"u8)) entries = ReadEntries(ref cursor, ref height);
            else cursor.Skip();
        }

        return entries is null ? throw Wrong("a node without keys") : new MstNode(left, entries, height);
    }

    private static List<MstEntry> ReadEntries(ref CborCursor cursor, ref int height)
    {
        var count = cursor.List();
        if (count < 0) throw Wrong("a node without keys");
        var entries = new List<MstEntry>(Math.Min(count, 64));
        byte[] before = [];
        for (var i = 0; i < count; i++)
        {
            long? shared = null;
            ReadOnlySpan<byte> rest = default;
            Cid? value = null, right = null;
            for (var pairs = cursor.Map(); pairs > 0; pairs--)
            {
                var name = cursor.Text();
                if (name.SequenceEqual("p"u8)) shared = cursor.Number();
                else if (name.SequenceEqual("k"u8)) rest = cursor.Bytes();
                else if (name.SequenceEqual("v"u8)) value = cursor.Link();
                else if (name.SequenceEqual("t"u8)) right = cursor.Link();
                else cursor.Skip();
            }

            if (shared is not { } prefix || prefix < 0 || prefix > before.Length || value is not { } record || prefix + rest.Length > LongestKey) throw Wrong("a key that is none");
            byte[] key = [.. before.AsSpan(0, (int)prefix), .. rest];
            if (key.Length == 0 || SharedPrefix(before, key) != (int)prefix) throw Wrong("a key that is not shortened as it should be");
            var own = HeightOf(key);
            if (height >= 0 && own != height) throw Wrong("keys of two heights in one node");
            height = own;
            entries.Add(new MstEntry(key, record, right));
            before = key;
        }

        return entries;
    }

    private static InvalidDataException Wrong(string what) => new($"The repository's tree has {what}: this file was not written by a server of the network, or is damaged.");
}

/// <param name="Key">"collection/record key", in ASCII.</param>
/// <param name="Right">The keys between this one and the next.</param>
public readonly record struct MstEntry(byte[] Key, Cid Value, Cid? Right);
