using System.Collections.Concurrent;
using Antiphon.Live;
using Antiphon.Store;

namespace Antiphon.Posts;

/// <summary>What one viewer did to a post.</summary>
[Flags]
public enum Mark : byte
{
    None = 0,
    Liked = 1,
    Bookmarked = 2,
    Boosted = 4,
    Pinned = 8,
    ConversationMuted = 16,
}

/// <summary>One member's marks on posts, in memory while they are about. A muted conversation is marked on its root.</summary>
public sealed class ViewerMarks
{
    internal readonly ConcurrentDictionary<long, Mark> ByPost = new();

    public Mark On(long post) => ByPost.GetValueOrDefault(post);
}

/// <summary>Marks of those who are about: loaded once, then kept up by what happens.</summary>
public sealed class Marks
{
    private const int MostKept = 20_000;
    private static readonly ViewerMarks Nobodys = new();

    private readonly DataStore store;
    private readonly Remembered<long, ViewerMarks> kept = new(MostKept);

    public Marks(DataStore store, Happenings happenings)
    {
        this.store = store;
        happenings.Listen(Hear);
    }

    public ViewerMarks Of(long account) => account == 0 ? Nobodys : kept.Get(account, Load)!;

    private static Mark Bit(ReactionKind kind) => (Mark)(1 << ((int)kind - 1));

    private ViewerMarks Load(long account)
    {
        var marks = new ViewerMarks();
        foreach (var (post, kind) in store.Read(sql => sql.Rows(
            "SELECT post, kind FROM reactions WHERE account = $1", static row => (row.Long(0), (ReactionKind)row.Int(1)), account)))
        {
            marks.ByPost.AddOrUpdate(post, Bit(kind), (_, old) => old | Bit(kind));
        }

        return marks;
    }

    private void Hear(Happening happening)
    {
        if (happening is not Reacted reacted) return;
        if (!kept.TryGet(reacted.Account, out var marks))
        {
            // A load under way may have read before this commit: it must not stay.
            kept.Drop(reacted.Account);
            return;
        }

        var bit = Bit(reacted.Kind);
        marks.ByPost.AddOrUpdate(reacted.Post.Id, reacted.Added ? bit : Mark.None, (_, old) => reacted.Added ? old | bit : old & ~bit);
    }
}
