using Antiphon.Live;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Store;

namespace Antiphon.Timelines;

/// <summary>A conversation around one post, as this viewer may see it.</summary>
/// <param name="Ancestors">From the first post down to the one that is answered.</param>
/// <param name="Descendants">Depth first, older branches first, as apps expect them.</param>
public sealed record Thread(IReadOnlyList<PostCard> Ancestors, IReadOnlyList<PostCard> Descendants);

/// <summary>Conversations. The shape of one that is being read is kept in memory and grows with each reply.</summary>
public sealed class Threads
{
    /// <summary>As many as Mastodon gives to members.</summary>
    public const int MostDescendants = 4_096;

    private const int MostAncestors = 4_096;
    private const int MostKept = 2_000;

    private readonly DataStore store;
    private readonly PostShelf shelf;
    private readonly Timelines timelines;
    private readonly TimeProvider clock;
    private readonly Accounts accounts;
    private readonly Remembered<long, Shape> shapes = new(MostKept);

    public Threads(DataStore store, PostShelf shelf, Timelines timelines, Accounts accounts, Happenings happenings, TimeProvider clock)
    {
        this.store = store;
        this.shelf = shelf;
        this.timelines = timelines;
        this.accounts = accounts;
        this.clock = clock;
        happenings.Listen(Hear);
    }

    public Thread Around(Viewer viewer, PostCard card)
    {
        var post = card.Post;
        var shape = shapes.Get(post.Root, Load)!;
        return new Thread(Ancestors(viewer, post), Shown(viewer, shape.Under(post.Id, MostDescendants)));
    }

    private IReadOnlyList<PostCard> Shown(Viewer viewer, IReadOnlyList<long> ids)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var shown = new List<PostCard>(ids.Count);
        foreach (var card in shelf.Load(ids))
        {
            if (accounts.Find(card.Post.Author) is { } author && MayRead.Post(viewer, card, author) && MayRead.InLists(viewer, author, now)) shown.Add(card);
        }

        return shown;
    }

    private List<PostCard> Ancestors(Viewer viewer, Post post)
    {
        var up = new List<PostCard>();
        for (var next = post.ReplyTo; next is { } id && up.Count < MostAncestors && shelf.Find(id) is { } card; next = card.Post.ReplyTo)
        {
            if (timelines.Readable(viewer, card)) up.Add(card);
        }

        up.Reverse();
        return up;
    }

    private Shape Load(long root)
    {
        var shape = new Shape();
        foreach (var (id, parent) in store.Read(sql => sql.Rows(
            "SELECT id, reply_to FROM posts WHERE root = $1 AND reply_to IS NOT NULL ORDER BY id", static row => (row.Long(0), row.Long(1)), root)))
        {
            shape.Add(id, parent);
        }

        return shape;
    }

    private void Hear(Happening happening)
    {
        switch (happening)
        {
            case PostWritten { Card.Post: { ReplyTo: { } parent } post }:
                if (shapes.TryGet(post.Root, out var shape)) shape.Add(post.Id, parent);
                else shapes.Drop(post.Root);
                break;
            case PostDeleted { Post: var gone }:
                shapes.Drop(gone.Root);
                break;
        }
    }

    /// <summary>Who answered whom. Appended to by the writer's thread, read by many.</summary>
    private sealed class Shape
    {
        private readonly Lock gate = new();
        private readonly Dictionary<long, List<long>> children = [];
        private (long Under, List<long> Ids)? last;

        public void Add(long id, long parent)
        {
            lock (gate)
            {
                if (!children.TryGetValue(parent, out var siblings)) children[parent] = siblings = [];
                var at = siblings.BinarySearch(id);
                if (at >= 0) return;
                siblings.Insert(~at, id);
                last = null;
            }
        }

        /// <summary>Depth first. The latest answer is kept, as most readers of a conversation read the same.</summary>
        public IReadOnlyList<long> Under(long id, int most)
        {
            lock (gate)
            {
                if (last is { } known && known.Under == id) return known.Ids;
                var ids = new List<long>();
                var stack = new Stack<long>();
                Push(stack, id);
                while (stack.Count > 0 && ids.Count < most)
                {
                    var next = stack.Pop();
                    ids.Add(next);
                    Push(stack, next);
                }

                last = (id, ids);
                return ids;
            }
        }

        private void Push(Stack<long> stack, long id)
        {
            if (!children.TryGetValue(id, out var replies)) return;
            for (var i = replies.Count - 1; i >= 0; i--) stack.Push(replies[i]);
        }
    }
}
