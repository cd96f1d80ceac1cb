using Antiphon.Http;
using Antiphon.People;
using Antiphon.People.Links;
using Antiphon.People.Relations;
using Antiphon.Posts;
using Antiphon.Posts.Text;
using Antiphon.Timelines;
using Antiphon.Web.Feeds;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Profile;

/// <summary>Somebody, and what they have written.</summary>
[RouteRule(Allow.Anyone, Csrf.ChangesNothing, Caching.Never, Rate.Reads)]
public sealed class ProfilePage(Fragments fragments, Timelines.Timelines timelines, Relationships relationships, RelationCounts relations, AuthorCounts authored, LinksOf links, Accounts accounts) : ListPage
{
    private const string Posts = "";
    private const string Replies = "with-replies";
    private const string Media = "media";
    private const string Pinned = "pinned";

    public static IReadOnlyList<string> Tabs { get; } = [Posts, Replies, Media, Pinned];

    public Account Account { get; private set; } = null!;

    public string Tab { get; private set; } = Posts;

    /// <summary>How the viewer stands to them; null for nobody, and for oneself.</summary>
    public Relationship? Relation { get; private set; }

    public bool Own => Account.Id == Viewer.Id;

    /// <summary>Whether either keeps the other away: then there is a name and a way to unblock, and nothing else.</summary>
    public bool Apart => Viewer.Apart(Account.Id);

    /// <summary>Their other accounts here, as far as they let everybody see them.</summary>
    public IReadOnlyList<string> OtherNames { get; private set; } = [];

    public Feed List { get; private set; } = null!;

    public int Followers { get; private set; }

    public int Following { get; private set; }

    public int Written { get; private set; }

    public bool HasPinned { get; private set; }

    public IActionResult OnGet(string name, string? tab)
    {
        Tab = tab ?? Posts;
        if (fragments.Named(name) is not { } account || (!account.Shown && account.Id != Viewer.Id) || !Tabs.Contains(Tab)) return Refused(Refusal.NotFound);
        Account = account;
        if (!string.Equals(name, account.Acct, StringComparison.Ordinal)) return new SeeOther("/@" + account.Acct);
        Visit.Title = account.Name;
        Visit.Nav = Own ? "you" : string.Empty;
        Visit.Unlisted = !account.Discoverable;
        Visit.Scripts.Add("acts.js");
        if (Viewer.SignedIn && !Own) Relation = relationships.Of(Viewer.Id, [account.Id]) is [var one] ? one : null;
        (Followers, Following) = relations.Of(account.Id);
        Written = authored.Of(account.Id).Posts;
        if (!Apart) OtherNames = [.. links.Shown(account.Id).Select(link => accounts.Find(link.From(account.Id))).Where(static other => other is { Shown: true }).Select(static other => other!.Acct)];
        List = Apart ? Feed.In(Visit, []) : Posted();
        return Page();
    }

    public EmojiHtml Emojis => EmojiHtml.Of(HttpContext);

    /// <summary>The text about them, its links and mentions among our pages.</summary>
    public IHtmlContent Bio => new HtmlString(PostHtml.Render(Account.Bio, fragments.HrefOf, Emojis.Find));

    /// <summary>A line of their table; links there say that they are about the same person.</summary>
    public IHtmlContent Value(string text) => new HtmlString(PostHtml.RenderLine(text, fragments.HrefOf, PostHtml.OutwardRel + " me", Emojis.Find));

    private Feed Posted()
    {
        var pinned = timelines.Profile(Viewer, Account, Paging.Newest(React.MostPins), new ProfileFilter(Pinned: true));
        HasPinned = pinned.Count > 0;
        if (Tab == Pinned) return Feed.In(Visit, pinned.Select(static card => new FeedItem(card, card.Id)));
        var filter = new ProfileFilter(WithoutReplies: Tab == Posts, WithoutBoosts: Tab == Media, OnlyMedia: Tab == Media);
        var cards = Paged(page => timelines.Profile(Viewer, Account, page, filter), static card => card.Id);

        // On the first page the pinned ones stand above, and not a second time below.
        if (Tab != Posts || !Newest) return Feed.Of(Visit, cards);
        var above = pinned.Select(static card => new FeedItem(card, card.Id, Pinned: true));
        var known = pinned.Select(static card => card.Id).ToHashSet();
        return Feed.Of(Visit, [.. cards.Where(card => !known.Contains(card.Id))], above);
    }
}
