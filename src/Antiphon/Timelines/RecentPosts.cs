using Antiphon.Live;
using Antiphon.Posts;
using Antiphon.Posts.Text;
using Antiphon.Store;

namespace Antiphon.Timelines;

/// <summary>What a timeline must know of a post to place it.</summary>
/// <param name="Tags">Folded, of a public post that says them itself; null where it was read by other means than its tags.</param>
internal readonly record struct Placed(long Id, long Author, Visibility Visibility, long BoostOf, long ReplyToAuthor, string? Language = null, string[]? Tags = null)
{
    public const string Columns = "id, author, visibility, boost_of, reply_to_author, language";

    public static Placed Read(Row row) => new(row.Long(0), row.Long(1), (Visibility)row.Int(2), row.LongOrNull(3) ?? 0, row.LongOrNull(4) ?? 0, row.TextOrNull(5));

    public static Placed Of(Post post) => new(post.Id, post.Author, post.Visibility, post.BoostOf ?? 0, post.ReplyToAuthor ?? 0, post.Language, TagsOf(post));

    /// <summary>Most posts have no tag, and cost one look for the sign.</summary>
    private static string[]? TagsOf(Post post) => post.Visibility != Visibility.Public || post.BoostOf is not null || post.Text.AsSpan().IndexOfAny('#', '\uFF03') < 0
        ? null
        : [.. Posts.Text.Entities.Find(post.Text).Where(static entity => entity.Kind == EntityKind.Hashtag).Select(static entity => Hashtags.Fold(entity.Value)).Distinct()];
}

/// <summary>
/// A log of the newest posts, from which home timelines catch up when they are read. Nothing is fanned out when a post is written, so a post costs its author the same with
/// ten followers or a hundred thousand; a reader pays 20 ns for each post since the last look.
/// </summary>
public sealed class RecentPosts
{
    /// <summary>Posts in the log: 3.5 MB, half a minute at two thousand a second. Older feeds are read from the store again.</summary>
    private const int Size = 1 << 16;

    private readonly NewestByAuthor newest;
    private readonly Lock gate = new();
    private Placed[] ring = [];
    private long written;

    public RecentPosts(NewestByAuthor newest, Happenings happenings)
    {
        this.newest = newest;
        happenings.Listen(Hear);
    }

    /// <summary>How many posts were ever logged: a position to catch up from.</summary>
    public long Position => Volatile.Read(ref written);

    /// <summary>Visits what was logged since <paramref name="from"/>, oldest first; false if that is further back than the log reaches.</summary>
    internal bool Since(long from, Action<Placed> visit, out long upTo)
    {
        lock (gate)
        {
            upTo = written;
            if (written - from > Size) return false;
            for (var i = from; i < written; i++) visit(ring[i & (Size - 1)]);
            return true;
        }
    }

    private void Hear(Happening happening)
    {
        newest.Hear(happening);
        if (happening is not PostWritten { Card.Post: var post }) return;
        lock (gate)
        {
            if (written == ring.Length && written < Size) Array.Resize(ref ring, Math.Min(Size, Math.Max(256, ring.Length * 2)));
            ring[written & (Size - 1)] = Placed.Of(post);
            written++;
        }
    }
}
