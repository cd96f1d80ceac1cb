using Antiphon.Http;
using Antiphon.Notifications;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Web.Feeds;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Notifications;

/// <summary>What others did that concerns the member. Looking at the newest page moves the marker, which apps read too.</summary>
[RouteRule(Allow.Members, Csrf.ChangesNothing, Caching.Never, Rate.Reads)]
public sealed class NotificationsPage(Inbox inbox, Markers markers, Accounts accounts, PostShelf shelf) : ListPage
{
    private const int MostNamed = 3;
    private const int Excerpt = 160;

    private static readonly NotificationKind[] Spoken = [NotificationKind.Mention, NotificationKind.Quote];

    /// <summary>"mentions" for what was said to the member; anything else is all.</summary>
    [BindProperty(SupportsGet = true, Name = "only")]
    public string? Only { get; set; }

    public bool Mentions => Only == "mentions";

    public IReadOnlyList<Notice> List { get; private set; } = [];

    protected override string Query => Mentions ? "only=mentions" : string.Empty;

    public async Task OnGetAsync()
    {
        Visit.Title = T["nav.notifications"];
        Visit.Nav = "notifications";
        Visit.Scripts.Add("acts.js");
        var seen = markers.LastNotification(Viewer.Id);
        var page = Paged(asked => inbox.Page(Viewer, asked, Mentions ? Spoken : [], []), static one => one.Id);
        List = Notices.Of(page, accounts.Find, id => shelf.Find(id, Viewer), seen);

        // A browser that fetches ahead has not shown anybody anything.
        if (Newest && !Mentions && page.Count > 0 && page[0].Id > seen && Request.Headers["Sec-Purpose"].Count == 0)
        {
            await markers.Advance(Viewer.Id, Markers.Notifications, page[0].Id);
        }
    }

    /// <summary>A post that is shown whole.</summary>
    public Feed Whole(PostCard card) => Feed.In(Visit, [new FeedItem(card, card.Id)]);

    public static bool ShowsWhole(NotificationKind kind) => kind is NotificationKind.Mention or NotificationKind.Quote or NotificationKind.Post or NotificationKind.Edit or NotificationKind.Counted;

    /// <summary>The beginning of a post; a warned one's warning alone.</summary>
    public string Beginning(Post post)
    {
        var text = post.Warning.Length > 0 ? post.Warning : post.Story ? T["post.story"] : post.Text.Length > 0 ? post.Text : T.Count("post.pictures", 1);
        var line = text.ReplaceLineEndings(" ");
        if (line.Length <= Excerpt) return line;
        var end = char.IsHighSurrogate(line[Excerpt - 1]) ? Excerpt - 1 : Excerpt;
        return line[..end].TrimEnd() + "…";
    }

    public IReadOnlyList<Account> Named(Notice notice) => notice.Kind == NotificationKind.Warning ? [] : [.. notice.Actors.Take(notice.Actors.Count <= MostNamed ? MostNamed : MostNamed - 1)];

    /// <summary>The sentence around the names.</summary>
    public (string Before, string After) Sentence(NotificationKind kind)
    {
        var text = T["notification." + kind];
        var at = text.IndexOf("{0}", StringComparison.Ordinal);
        return (text[..at], text[(at + 3)..]);
    }
}
