using Antiphon.Http;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Timelines;
using Antiphon.Web.Feeds;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Thread;

/// <summary>A post with what it answers above it and what answers it below, nested as it was said. A long conversation goes on over pages.</summary>
[RouteRule(Allow.Anyone, Csrf.ChangesNothing, Caching.Never, Rate.Reads)]
public sealed class ThreadPage(PostShelf shelf, Threads threads, Accounts accounts, Counts counts) : SitePage
{
    /// <summary>Replies of one page: some 200 KB before compression.</summary>
    public const int Length = 150;

    /// <summary>Of the posts above, the first and as many as this before the post itself; who wants the rest goes up.</summary>
    private const int Above = 30;

    /// <summary>Which page of the replies, from 1.</summary>
    [BindProperty(SupportsGet = true, Name = "part")]
    public int Part { get; set; } = 1;

    public Account Author { get; private set; } = null!;

    public PostCard Card { get; private set; } = null!;

    /// <summary>The post, with what it answers above it.</summary>
    public Feed Upwards { get; private set; } = null!;

    /// <summary>What answers it.</summary>
    public Feed Downwards { get; private set; } = null!;

    public PostCounts Counted => counts.Of(Card.Id);

    public int Replies { get; private set; }

    /// <summary>How many of the posts above are left out.</summary>
    public int LeftOut { get; private set; }

    public int Parts => Math.Max(1, (Replies + Length - 1) / Length);

    public string Address => Fragments.Address(Author, Card.Id);

    public IActionResult OnGet(string name, long id)
    {
        if (shelf.Find(id, Viewer) is not { } card || accounts.Find(card.Post.Author) is not { } author) return Refused(Refusal.NotFound);
        if (card.Post.BoostOf is { } original && shelf.Find(original, Viewer) is { } inner && accounts.Find(inner.Post.Author) is { } by) return new SeeOther(Fragments.Address(by, original));
        (Card, Author) = (card, author);
        if (!string.Equals(name, author.Acct, StringComparison.Ordinal)) return new SeeOther(Address);
        Visit.Title = T["thread.title", author.Name];
        Visit.Unlisted = card.Post.Visibility != Visibility.Public || !author.Discoverable;
        Fill(threads.Around(Viewer, card));
        Visit.Scripts.Add("acts.js");
        return Page();
    }

    private void Fill(Timelines.Thread thread)
    {
        Replies = thread.Descendants.Count;
        Part = Math.Clamp(Part, 1, Parts);
        var items = new List<FeedItem>(Above + 1);
        if (Part == 1)
        {
            LeftOut = Math.Max(0, thread.Ancestors.Count - Above);
            items.AddRange(thread.Ancestors.Skip(LeftOut).Select(static above => new FeedItem(above, above.Id)));
        }

        items.Add(new FeedItem(Card, Card.Id, Self: true));
        Upwards = Feed.In(Visit, items);
        var below = new List<FeedItem>(Length);
        var depths = new Dictionary<long, int>(Replies) { [Card.Id] = -1 };
        var from = (Part - 1) * Length;
        for (var i = 0; i < Math.Min(Replies, from + Length); i++)
        {
            // A reply to something that is hidden from this reader stands where the hidden would.
            var reply = thread.Descendants[i];
            var depth = depths.TryGetValue(reply.Post.ReplyTo ?? 0, out var above) ? above + 1 : 0;
            depths[reply.Id] = depth;
            if (i >= from) below.Add(new FeedItem(reply, reply.Id, Depth: depth));
        }

        Downwards = Feed.In(Visit, below);
    }
}
