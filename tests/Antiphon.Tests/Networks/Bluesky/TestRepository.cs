using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Antiphon.Networks.Archives.Bluesky;

namespace Antiphon.Tests.Networks.Bluesky;

/// <summary>Writes a repository's file as a server of the network does, so that tests can spoil one piece of it.</summary>
internal sealed class TestRepository : IDisposable
{
    public const string Did = "did:plc:adaadaadaadaadaadaadaada";

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly SortedDictionary<string, byte[]> records = new(StringComparer.Ordinal);

    public void Dispose() => key.Dispose();

    /// <summary>The key that signs it.</summary>
    public SigningKey PublicKey
    {
        get
        {
            var point = key.ExportParameters(includePrivateParameters: false).Q;
            byte[] compressed = [0x80, 0x24, (byte)(2 + (point.Y![31] & 1)), .. point.X!];
            return SigningKey.FromMultibase(KeyText = "z" + Base58(compressed), null)!;
        }
    }

    public string KeyText { get; private set; } = string.Empty;

    public TestRepository With(string place, byte[] record)
    {
        records[place] = record;
        return this;
    }

    public TestRepository Post(string recordKey, string text, string createdAt, params (string Name, byte[] Value)[] more) =>
        With($"app.bsky.feed.post/{recordKey}", Map([("$type", Text("app.bsky.feed.post")), ("text", Text(text)), ("createdAt", Text(createdAt)), .. more]));

    public TestRepository Of(string collection, string recordKey, string subject, string createdAt) =>
        With($"{collection}/{recordKey}", Map(("$type", Text(collection)), ("subject", Reference(subject)), ("createdAt", Text(createdAt))));

    /// <summary>The file: head, commit, tree, records.</summary>
    /// <param name="spoil">Changes the blocks, each with the name that the file gives it.</param>
    /// <param name="nodes">Changes a node's bytes before it is named.</param>
    public byte[] Car(Action<List<(Cid Name, byte[] Block)>>? spoil = null, Func<List<string>, List<string>>? order = null)
    {
        var blocks = new List<(Cid Name, byte[] Block)>();
        foreach (var record in records.Values) Add(blocks, record);
        var keys = records.Keys.ToList();
        var root = Tree(blocks, order?.Invoke(keys) ?? keys, keys.Select(Height).DefaultIfEmpty(0).Max());
        var unsigned = CommitOf(root, null);
        var commit = CommitOf(root, Signed(unsigned));
        blocks.Insert(0, (Cid.Of(Cid.DagCbor, commit), commit));
        spoil?.Invoke(blocks);
        return File(Cid.Of(Cid.DagCbor, commit), blocks);
    }

    public static byte[] File(Cid root, IEnumerable<(Cid Name, byte[] Block)> blocks)
    {
        var file = new List<byte>();
        var head = Map(("roots", List(Link(root))), ("version", Number(1)));
        file.AddRange([.. Varint(head.Length), .. head]);
        foreach (var (name, block) in blocks) file.AddRange([.. Varint(block.Length + Cid.Length), .. Bytes(name), .. block]);
        return [.. file];
    }

    public static byte[] Text(string text) => [.. Head(3, Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    public static byte[] Number(long value) => Head(0, value);

    public static byte[] List(params byte[][] values) => [.. Head(4, values.Length), .. values.SelectMany(static value => value)];

    public static byte[] Link(Cid cid) => [0xD8, 42, .. Head(2, Cid.Length + 1), 0, .. Bytes(cid)];

    public static byte[] Map(params (string Name, byte[] Value)[] pairs) =>
        [.. Head(5, pairs.Length), .. pairs.OrderBy(static pair => pair.Name.Length).ThenBy(static pair => pair.Name, StringComparer.Ordinal).SelectMany(static pair => (byte[])[.. Text(pair.Name), .. pair.Value])];

    /// <summary>A reference to a post: its place and the name of a version.</summary>
    public static byte[] Reference(string uri) => Map(("uri", Text(uri)), ("cid", Text(Cid.Of(Cid.DagCbor, Encoding.UTF8.GetBytes(uri)).ToString())));

    private static Cid Add(List<(Cid Name, byte[] Block)> blocks, byte[] block)
    {
        var name = Cid.Of(Cid.DagCbor, block);
        if (!blocks.Contains((name, block))) blocks.Add((name, block));
        return name;
    }

    private Cid Tree(List<(Cid Name, byte[] Block)> blocks, List<string> keys, int height)
    {
        var own = keys.Where(key => Height(key) == height).ToList();
        byte[] Below(IEnumerable<string> between) => between.ToList() is { Count: > 0 } some ? Link(Tree(blocks, some, height - 1)) : [0xF6];
        var entries = new List<byte[]>();
        var before = string.Empty;
        for (var i = 0; i < own.Count; i++)
        {
            var (from, upto) = (keys.IndexOf(own[i]) + 1, i + 1 < own.Count ? keys.IndexOf(own[i + 1]) : keys.Count);
            var shared = before.Zip(own[i]).TakeWhile(static pair => pair.First == pair.Second).Count();
            var rest = Encoding.ASCII.GetBytes(own[i][shared..]);
            entries.Add(Map(("p", Number(shared)), ("k", [.. Head(2, rest.Length), .. rest]), ("v", Link(Cid.Of(Cid.DagCbor, records[own[i]]))), ("t", Below(keys[from..upto]))));
            before = own[i];
        }

        return Add(blocks, Map(("l", Below(own.Count == 0 ? keys : keys[..keys.IndexOf(own[0])])), ("e", List([.. entries]))));
    }

    private static int Height(string key)
    {
        var noughts = 0;
        foreach (var value in SHA256.HashData(Encoding.ASCII.GetBytes(key)))
        {
            noughts += value == 0 ? 8 : BitOperations.LeadingZeroCount((uint)value) - 24;
            if (value != 0) break;
        }

        return noughts / 2;
    }

    private static byte[] CommitOf(Cid tree, byte[]? signature)
    {
        (string, byte[])[] pairs = [("did", Text(Did)), ("rev", Text("3lcmoqq4mc22a")), ("data", Link(tree)), ("prev", [0xF6]), ("version", Number(3))];
        return Map(signature is null ? pairs : [.. pairs, ("sig", [.. Head(2, signature.Length), .. signature])]);
    }

    /// <summary>The lower of the two signatures that are possible.</summary>
    private byte[] Signed(byte[] message)
    {
        var order = BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);
        var signature = key.SignData(message, HashAlgorithmName.SHA256);
        var s = new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
        if (s * 2 <= order) return signature;
        var lower = (order - s).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. signature[..32], .. new byte[32 - lower.Length], .. lower];
    }

    private static byte[] Bytes(Cid cid) => [1, cid.Codec, 0x12, 32, .. Convert.FromHexString(Hexadecimal(cid))];

    // The hash stands behind "b" in base32, five bits a letter, after the four bytes of what it is.
    private static string Hexadecimal(Cid cid)
    {
        var bits = cid.ToString()[1..].Select(static letter => "abcdefghijklmnopqrstuvwxyz234567".IndexOf(letter, StringComparison.Ordinal)).Aggregate(BigInteger.Zero, static (sum, five) => (sum << 5) | five);
        return Convert.ToHexString((bits >> 2).ToByteArray(isUnsigned: true, isBigEndian: true))[8..];
    }

    private static byte[] Varint(int value) => value < 128 ? [(byte)value] : [(byte)(value & 127 | 128), .. Varint(value >> 7)];

    private static byte[] Head(int major, long value)
    {
        var wide = new byte[9];
        BinaryPrimitives.WriteInt64BigEndian(wide.AsSpan(1), value);
        byte Kind(int small) => (byte)((major << 5) | small);
        return value < 24 ? [Kind((int)value)] : value < 256 ? [Kind(24), .. wide[8..]] : value < 65_536 ? [Kind(25), .. wide[7..]] : [Kind(26), .. wide[5..]];
    }

    private static string Base58(byte[] bytes)
    {
        const string alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
        var text = string.Empty;
        for (var value = new BigInteger(bytes, isUnsigned: true, isBigEndian: true); value > 0; value /= 58) text = alphabet[(int)(value % 58)] + text;
        return text;
    }
}
