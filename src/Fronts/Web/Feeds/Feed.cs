using System.Globalization;
using System.Text.Encodings.Web;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Antiphon.Web.Feeds;

/// <summary>One post in a list, with why it stands there.</summary>
/// <param name="BoostedBy">Who passed it on, where it stands in a timeline for that.</param>
/// <param name="Anchor">The id that the list pages by: the boost's own for a boost.</param>
/// <param name="Depth">How deep a reply is.</param>
/// <param name="Self">The post that its page is about.</param>
/// <param name="Story">Shown as a story: folded, whatever it was written with.</param>
public sealed record FeedItem(PostCard Card, long Anchor, Account? BoostedBy = null, int Depth = 0, bool Self = false, bool Pinned = false, bool Story = false);

/// <summary>
/// A list of posts in a page. Razor writes a mark in its place; the posts' bytes go there after the page's frame is done (<see cref="Splice"/>), so that
/// a thousand of them are copied and never become strings again.
/// </summary>
public sealed class Feed : IHtmlContent
{
    private readonly int number;

    private Feed(IReadOnlyList<FeedItem> items, int number, bool actions)
    {
        Items = items;
        this.number = number;
        Actions = actions;
    }

    public IReadOnlyList<FeedItem> Items { get; }

    public bool Actions { get; }

    /// <summary>No text can write this: "&lt;" in a text is always encoded.</summary>
    internal string Mark => string.Create(CultureInfo.InvariantCulture, $"<!--posts:{number}-->");

    /// <summary>A list of posts for the page of this request.</summary>
    public static Feed In(Visit visit, IEnumerable<FeedItem> items, bool actions = true)
    {
        var feed = new Feed([.. items], visit.Feeds.Count, actions);
        visit.Feeds.Add(feed);
        return feed;
    }

    /// <summary>Posts of a timeline: a boost shows its original, with who passed it on. The rules have been applied already.</summary>
    /// <param name="above">Stands above them, such as pinned posts.</param>
    public static Feed Of(Visit visit, IReadOnlyList<PostCard> cards, IEnumerable<FeedItem>? above = null)
    {
        var (shelf, accounts) = (visit.Http.RequestServices.GetRequiredService<PostShelf>(), visit.Http.RequestServices.GetRequiredService<Accounts>());
        var items = new List<FeedItem>(cards.Count);
        if (above is not null) items.AddRange(above);
        var met = cards.Where(static card => card.Post.BoostOf is null).Select(static card => card.Id).ToHashSet();
        foreach (var card in cards)
        {
            // What stands on this page itself, or was passed on by somebody else, is not shown twice.
            if (card.Post.BoostOf is not { } original) items.Add(new FeedItem(card, card.Id));
            else if (met.Add(original) && shelf.Find(original, visit.Viewer) is { } inner) items.Add(new FeedItem(inner, card.Id, accounts.Find(card.Post.Author)));
        }

        return In(visit, items);
    }

    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(Mark);
}
