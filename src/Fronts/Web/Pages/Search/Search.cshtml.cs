using Antiphon.Calls;
using Antiphon.Http;
using Antiphon.People;
using Antiphon.People.Profiles;
using Antiphon.Posts.Text;
using Antiphon.Search;
using Antiphon.Web.Feeds;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Search;

/// <summary>Finds people, hashtags, calls and public posts. A few of each at first; each kind has its own page.</summary>
[RouteRule(Allow.Anyone, Csrf.ChangesNothing, Caching.Never, Rate.Reads)]
public sealed class SearchPage(SearchAccounts people, SearchPosts search, AllCalls calls) : ListPage
{
    /// <summary>Of each kind on the page of all kinds.</summary>
    private const int Few = 5;

    private const int Longest = 200;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Asked { get; set; }

    /// <summary>"people", "tags" or "posts"; anything else is a few of each.</summary>
    [BindProperty(SupportsGet = true, Name = "kind")]
    public string? Kind { get; set; }

    public string Tab => Kind is "people" or "tags" or "posts" ? Kind : "all";

    public IReadOnlyList<Account> People { get; private set; } = [];

    public IReadOnlyList<string> Tags { get; private set; } = [];

    public IReadOnlyList<Call> Calls { get; private set; } = [];

    public Feed? Posts { get; private set; }

    public bool Nothing => People.Count + Tags.Count + Calls.Count + (Posts?.Items.Count ?? 0) == 0;

    protected override string Query => $"q={Uri.EscapeDataString(Asked ?? string.Empty)}&kind={Tab}";

    public string Link(string tab) => $"/search?q={Uri.EscapeDataString(Asked ?? string.Empty)}&kind={tab}";

    public void OnGet()
    {
        Visit.Title = T["nav.search"];
        Visit.Nav = "search";
        Visit.Unlisted = true;
        Visit.Scripts.Add("acts.js");
        Asked = Asked?.Trim();
        if (string.IsNullOrEmpty(Asked)) return;
        if (Asked.Length > Longest) Asked = Asked[..Longest];
        if (Tab is "all" or "people") People = people.Run(Viewer, WithoutOurHost(Asked), Tab == "all" ? Few : SearchAccounts.MostResults);
        if (Tab is "all" or "tags") Tags = search.Tags(Asked, Tab == "all" ? Few : Length);
        if (Tab == "all") Calls = Named(Asked);
        if (Tab == "posts") Posts = Feed.Of(Visit, Paged(page => search.Posts(Viewer, Asked, page), static card => card.Id));
        else if (Tab == "all") Posts = Feed.Of(Visit, search.Posts(Viewer, Asked, Paging.Newest(Few)));
    }

    /// <summary>Open calls whose words or hashtags hold what was asked for.</summary>
    private IReadOnlyList<Call> Named(string asked)
    {
        var key = Hashtags.Fold(asked.TrimStart('#'));
        return [.. calls.All.Where(call => !call.Hidden && (call.Wording.Contains(asked, StringComparison.OrdinalIgnoreCase) || call.Hashtags.Any(tag => Hashtags.Fold(tag) == key))).Take(Few)];
    }

    private string WithoutOurHost(string asked)
    {
        var suffix = "@" + Visit.Site.Domain;
        return asked.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) ? asked[..^suffix.Length] : asked;
    }
}
