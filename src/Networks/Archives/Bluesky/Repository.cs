namespace Antiphon.Networks.Archives.Bluesky;

/// <summary>
/// A person's repository, read from the file that <c>com.atproto.sync.getRepo</c> gives. What is here is proved to be complete and in order as the commit says: nobody can leave a record out, put one
/// in or change one without another commit. That the commit is its owner's is what the signature says, and only whoever knows the key can check it.
/// </summary>
public sealed class Repository
{
    /// <summary>Of all posts, likes and reposts, of the tree and of what it costs to find them. A repository of a million likes has about a third of it.</summary>
    public const long MostBytes = 1L << 30;

    /// <summary>What a block's name and place cost beside its bytes.</summary>
    private const int CostOfBlock = 128;

    // Heights go up to 128; a tree is as deep as its highest key.
    private const int Deepest = 192;

    private static readonly byte[] OfNoInterest = [];

    private readonly Dictionary<Cid, byte[]> blocks;
    private readonly Commit commit;

    private Repository(Commit commit, Dictionary<Cid, byte[]> blocks) => (this.commit, this.blocks) = (commit, blocks);

    public Commit Commit => commit;

    /// <exception cref="InvalidDataException">It is damaged, cut off, incomplete, or no repository.</exception>
    public static async Task<Repository> Read(Stream stream, CancellationToken cancel)
    {
        using var car = new CarReader(stream);
        var root = await car.Root(cancel).ConfigureAwait(false);
        var blocks = new Dictionary<Cid, byte[]>();
        long kept = 0;
        while (await car.Next(cancel).ConfigureAwait(false))
        {
            var block = OfInterest(car.Block.Span) ? car.Block.ToArray() : OfNoInterest;
            kept += block.Length + CostOfBlock;
            if (kept > MostBytes) throw new InvalidDataException($"This repository has more than {MostBytes >> 20} MB of posts, likes and reposts, which is more than any person's.");
            blocks[car.Name] = block;
        }

        if (!blocks.TryGetValue(root, out var first)) throw new InvalidDataException("The commit that this file's head names is not in it: it is cut off, or only a part of a repository.");
        var commit = Commit.Read(first) ?? throw new InvalidDataException("This CAR file's root is no commit of a repository, version 3.");
        return new Repository(commit, blocks);
    }

    /// <summary>Goes through the whole tree, so that nothing is taken from one that is not whole.</summary>
    /// <returns>How many records it has.</returns>
    /// <exception cref="InvalidDataException">The tree is not in order, or a node or a record is missing.</exception>
    public long Check()
    {
        long records = 0;
        foreach (var (_, value) in Tree())
        {
            records++;
            if (!blocks.ContainsKey(value)) throw new InvalidDataException($"The record {value} is not in the file: it is cut off, or only a part of a repository.");
        }

        return records;
    }

    /// <summary>All records in the order of their keys; the bytes of those that are neither posts nor likes nor reposts are left out.</summary>
    public IEnumerable<(byte[] Key, byte[] Block)> Records()
    {
        foreach (var (key, value) in Tree()) yield return (key, blocks[value]);
    }

    private IEnumerable<(byte[] Key, Cid Value)> Tree()
    {
        var path = new Stack<(MstNode Node, int Next, int Height)>();
        byte[] last = [];
        path.Push(Node(commit.Data, -1, isRoot: true));
        while (path.TryPop(out var at))
        {
            var (node, next, height) = at;
            if (next > node.Entries.Count) continue;
            path.Push((node, next + 1, height));
            Cid? below;
            if (next == 0)
            {
                below = node.Left;
            }
            else
            {
                var entry = node.Entries[next - 1];
                if (last.AsSpan().SequenceCompareTo(entry.Key) >= 0) throw new InvalidDataException("The repository's tree is not in order: this file was not written by a server of the network.");
                last = entry.Key;
                yield return (entry.Key, entry.Value);
                below = entry.Right;
            }

            if (below is not { } child) continue;
            if (path.Count > Deepest) throw new InvalidDataException("The repository's tree is deeper than any can be.");
            path.Push(Node(child, height < 0 ? -1 : height - 1, isRoot: false));
        }
    }

    private (MstNode Node, int Next, int Height) Node(Cid name, int height, bool isRoot)
    {
        if (!blocks.TryGetValue(name, out var block)) throw new InvalidDataException($"The node {name} of the repository's tree is not in the file: it is cut off, or only a part of a repository.");
        var node = MstNode.Read(block);

        // Nodes without keys join heights that are further apart than one; only a repository without records ends in one.
        if (!isRoot && node.Entries.Count == 0 && node.Left is null) throw new InvalidDataException("The repository's tree has an empty node.");
        if (height >= 0 && node.Height >= 0 && node.Height != height) throw new InvalidDataException("The repository's tree has a key at a height that is not its own.");
        return (node, 0, node.Height >= 0 ? node.Height : height);
    }

    /// <summary>Whether it may be a post, a like, a repost, a node or a commit. What cannot be understood is kept, so that it can be named.</summary>
    private static bool OfInterest(ReadOnlySpan<byte> block)
    {
        if (DagCbor.Check(block) is not null) return true;
        var type = Record.TypeOf(block);
        return type.IsEmpty || Record.IsOurs(type);
    }
}
