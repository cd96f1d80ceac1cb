using Antiphon.Live;
using Antiphon.People;
using Antiphon.People.Lists;
using Antiphon.Posts;

namespace Antiphon.Timelines;

/// <summary>What those whom one follows have written and passed on, newest first.</summary>
public sealed class HomeTimeline
{
    /// <summary>Ids read for who opens an app: a few pages, as most look no further.</summary>
    private const int AtFirst = 80;

    /// <summary>Ids kept of a reader who pages on; apps seldom page further back, and where they do the store is asked.</summary>
    private const int Length = 400;

    /// <summary>Readers kept; 4 KB each.</summary>
    private const int MostKept = 20_000;

    private readonly ByAuthors authors;
    private readonly RecentPosts recent;
    private readonly Viewers viewers;
    private readonly Remembered<long, Feed> feeds = new(MostKept);

    public HomeTimeline(ByAuthors authors, RecentPosts recent, Viewers viewers, Happenings happenings)
    {
        this.authors = authors;
        this.recent = recent;
        this.viewers = viewers;
        happenings.Listen(happening =>
        {
            // Whom one follows decides what is in the feed: it is read anew.
            if (happening is WantsChanged wants) feeds.Drop(wants.Account);
            if (happening is not RelationChanged changed) return;
            feeds.Drop(changed.Account);
            feeds.Drop(changed.Target);
        });
    }

    /// <summary>Ids of a page. What has been deleted since, or is hidden by a block or mute, is left out when the posts are loaded.</summary>
    public IReadOnlyList<long> Page(long account, Paging page)
    {
        var feed = feeds.Get(account, Load)!;
        lock (feed.Gate)
        {
            if (!CatchUp(feed)) feeds.Drop(account);
            else if (feed.Page(page) is { } known) return known;
            else if (feed.Short)
            {
                feed.Lengthen(Read(feed.Viewer, Paging.Before(feed.Oldest, Length - AtFirst)));
                if (feed.Page(page) is { } longer) return longer;
            }
        }

        return Read(viewers.For(account), page);
    }

    /// <summary>Whether a post belongs in this viewer's home timeline. The one rule, also for streams.</summary>
    internal static bool Belongs(Viewer viewer, in Placed post)
    {
        if (post.Author == viewer.Id) return post.Visibility != Visibility.Direct;
        return !viewer.Exclusive.Contains(post.Author) && (FromFollowed(viewer, post) || (post.Tags is { } tags && viewer.Tags.Count > 0 && tags.Any(viewer.Tags.Contains)));
    }

    /// <summary>Whether the viewer follows who wrote this and wants to hear it from them.</summary>
    internal static bool FromFollowed(Viewer viewer, in Placed post)
    {
        if (post.Visibility == Visibility.Direct || !viewer.Follows.Contains(post.Author) || !viewer.Wants(post.Author, post.Language)) return false;
        if (post.BoostOf != 0) return !viewer.WithoutBoosts.Contains(post.Author);

        // A reply to somebody whom one does not follow is half a conversation.
        return post.ReplyToAuthor == 0 || post.ReplyToAuthor == post.Author || post.ReplyToAuthor == viewer.Id || viewer.Follows.Contains(post.ReplyToAuthor);
    }

    private bool CatchUp(Feed feed)
    {
        if (!recent.Since(feed.Position, post => { if (Belongs(feed.Viewer, post)) feed.Add(post.Id); }, out var upTo)) return false;
        feed.Position = upTo;
        return true;
    }

    private Feed Load(long account)
    {
        // The position is taken first: a post that comes in while the store is read is met twice and kept once.
        var position = recent.Position;
        var viewer = viewers.For(account);
        return new Feed(viewer, Read(viewer, Paging.Newest(AtFirst)), position);
    }

    private List<long> Read(Viewer viewer, Paging page) =>
        authors.Read(page, [viewer.Id, .. viewer.Follows], viewer.Tags, post => Belongs(viewer, post), post => !viewer.Exclusive.Contains(post.Author));

    private sealed class Feed(Viewer viewer, List<long> newestFirst, long position)
    {
        private readonly List<long> oldestFirst = Enumerable.Reverse(newestFirst).ToList();
        private bool complete = newestFirst.Count < AtFirst;

        public Lock Gate { get; } = new();

        public Viewer Viewer => viewer;

        public long Position { get; set; } = position;

        public void Add(long id)
        {
            var at = oldestFirst.BinarySearch(id);
            if (at >= 0) return;
            oldestFirst.Insert(~at, id);
            if (oldestFirst.Count <= Length * 2) return;
            oldestFirst.RemoveRange(0, Length);
            complete = false;
        }

        /// <summary>Whether there is more that is worth keeping.</summary>
        public bool Short => !complete && oldestFirst.Count < Length;

        public long Oldest => oldestFirst[0];

        /// <param name="older">What is older than all of it, newest first.</param>
        public void Lengthen(List<long> older)
        {
            complete = older.Count < Length - AtFirst;
            oldestFirst.InsertRange(0, Enumerable.Reverse(older));
        }

        /// <summary>The page, or null where it reaches further back than this feed does.</summary>
        public List<long>? Page(Paging page)
        {
            if (!complete && page.Ascending && (oldestFirst.Count == 0 || page.Above < oldestFirst[0])) return null;
            var from = First(page.Above);
            var to = page.Below == long.MaxValue ? oldestFirst.Count : LastBelow(page.Below);
            if (to < from) to = from;
            if (page.Ascending)
            {
                var first = oldestFirst.GetRange(from, Math.Min(page.Limit, to - from));
                first.Reverse();
                return first;
            }

            var start = Math.Max(from, to - page.Limit);
            if (!complete && start == 0 && to - start < page.Limit) return null;
            var last = oldestFirst.GetRange(start, to - start);
            last.Reverse();
            return last;
        }

        private int First(long above)
        {
            var at = oldestFirst.BinarySearch(above);
            return at >= 0 ? at + 1 : ~at;
        }

        private int LastBelow(long below)
        {
            var at = oldestFirst.BinarySearch(below);
            return at >= 0 ? at : ~at;
        }
    }
}
