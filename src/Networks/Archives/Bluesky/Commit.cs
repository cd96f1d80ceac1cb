using System.Text;

namespace Antiphon.Networks.Archives.Bluesky;

/// <summary>The signed root of a repository (AT Protocol, "Repository", commit objects): whose it is, which version, and the tree of all its records.</summary>
/// <param name="Rev">A <see cref="Tid"/>: when it was signed.</param>
/// <param name="Data">The tree.</param>
/// <param name="Signature">64 bytes.</param>
/// <param name="Unsigned">What was signed: the commit without its signature.</param>
public sealed record Commit(string Did, string Rev, Cid Data, byte[] Signature, byte[] Unsigned)
{
    private const int Version = 3;

    /// <summary>Reads a block; null where it is no commit of version 3.</summary>
    public static Commit? Read(ReadOnlySpan<byte> block)
    {
        if (DagCbor.Check(block) is not null) return null;
        var cursor = new CborCursor(block);
        var pairs = cursor.Map();

        // Six at most, so that its head is one byte and the signature can be cut out where it stands.
        if (pairs is < 5 or > 23) return null;
        string? did = null, rev = null;
        Cid? data = null;
        byte[]? signature = null;
        long? version = null;
        var (cutFrom, cutUpto) = (0, 0);
        for (var i = 0; i < pairs; i++)
        {
            var from = cursor.At;
            var name = cursor.Text();
            if (name.SequenceEqual("did"u8)) did = cursor.TextOrNull();
            else if (name.SequenceEqual("rev"u8)) rev = cursor.TextOrNull();
            else if (name.SequenceEqual("data"u8)) data = cursor.Link();
            else if (name.SequenceEqual("version"u8)) version = cursor.Number();
            else if (name.SequenceEqual("sig"u8)) (signature, cutFrom, cutUpto) = (cursor.Bytes().ToArray(), from, cursor.At);
            else cursor.Skip();
        }

        if (version != Version || did is null || rev is null || data is not { } tree || signature is null) return null;
        if (!did.StartsWith("did:", StringComparison.Ordinal) || !Tid.TryParse(Encoding.UTF8.GetBytes(rev), out _)) return null;
        byte[] unsigned = [(byte)(block[0] - 1), .. block[1..cutFrom], .. block[cutUpto..]];
        return new Commit(did, rev, tree, signature, unsigned);
    }

    /// <summary>When it was signed, UTC ms.</summary>
    public long At => Tid.TryParse(Encoding.UTF8.GetBytes(Rev), out var at) ? at : 0;
}
