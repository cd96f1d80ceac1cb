using Antiphon.Http;
using Antiphon.Posts;
using Antiphon.Web.Feeds;
using Antiphon.Web.Shell;

namespace Antiphon.Web.Pages.Lists;

/// <summary>A timeline as a page: its posts, or in words why there are none.</summary>
public abstract class TimelinePage : ListPage
{
    public Feed List { get; private set; } = null!;

    /// <summary>Which of the tabs it is; empty for one without tabs.</summary>
    public abstract string Tab { get; }

    /// <summary>What is said where nothing is listed: a key of the texts.</summary>
    public string Empty => "timeline.empty." + Tab;

    protected void Show(string nav, Func<Paging, IReadOnlyList<PostCard>> read)
    {
        Visit.Title = T["timeline." + Tab];
        Visit.Nav = nav;
        Visit.Scripts.Add("acts.js");
        List = Feed.Of(Visit, Paged(read, static card => card.Id));
    }

    /// <summary>Lists that page by when somebody did something to the posts.</summary>
    protected void ShowKept(Func<Paging, IReadOnlyList<(long Id, PostCard Card)>> read)
    {
        Visit.Title = T["timeline." + Tab];
        Visit.Nav = "home";
        Visit.Scripts.Add("acts.js");
        List = Feed.Of(Visit, [.. Paged(read, static kept => kept.Id).Select(static kept => kept.Card)]);
    }
}

/// <summary>What those whom one follows have written and passed on.</summary>
[RouteRule(Allow.Members, Csrf.ChangesNothing, Caching.Never, Rate.Reads)]
public sealed class HomePage(Timelines.Timelines timelines) : TimelinePage
{
    public override string Tab => "home";

    public void OnGet() => Show("home", page => timelines.Home(Viewer, page));
}

/// <summary>Public posts of this server's people.</summary>
[RouteRule(Allow.Anyone, Csrf.ChangesNothing, Caching.Never, Rate.Reads)]
public sealed class LocalPage(Timelines.Timelines timelines) : TimelinePage
{
    public override string Tab => "local";

    public void OnGet() => Show(Visit.SignedIn ? "home" : "local", page => timelines.Public(Viewer, page, local: true));
}

/// <summary>Every public post that this server knows.</summary>
[RouteRule(Allow.Anyone, Csrf.ChangesNothing, Caching.Never, Rate.Reads)]
public sealed class PublicPage(Timelines.Timelines timelines) : TimelinePage
{
    public override string Tab => "public";

    public void OnGet() => Show(Visit.SignedIn ? "home" : "local", page => timelines.Public(Viewer, page, local: false));
}

/// <summary>What the member has bookmarked; nobody else sees it.</summary>
[RouteRule(Allow.Members, Csrf.ChangesNothing, Caching.Never, Rate.Reads)]
public sealed class BookmarksPage(Timelines.Timelines timelines) : TimelinePage
{
    public override string Tab => "bookmarks";

    public void OnGet() => ShowKept(page => timelines.Kept(Viewer, Viewer.Id, ReactionKind.Bookmark, page));
}

/// <summary>What the member has liked.</summary>
[RouteRule(Allow.Members, Csrf.ChangesNothing, Caching.Never, Rate.Reads)]
public sealed class FavouritesPage(Timelines.Timelines timelines) : TimelinePage
{
    public override string Tab => "favourites";

    public void OnGet() => ShowKept(page => timelines.Kept(Viewer, Viewer.Id, ReactionKind.Like, page));
}
