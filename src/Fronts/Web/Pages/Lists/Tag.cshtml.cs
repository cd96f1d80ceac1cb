using Antiphon.Calls;
using Antiphon.Http;
using Antiphon.Posts.Text;
using Antiphon.Web.Feeds;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Lists;

/// <summary>Public posts with a hashtag, however it is written, and the calls that go by it.</summary>
[RouteRule(Allow.Anyone, Csrf.ChangesNothing, Caching.Never, Rate.Reads)]
public sealed class TagPage(Timelines.Timelines timelines, AllCalls calls) : ListPage
{
    /// <summary>Characters of a tag in an address; longer ones do not exist.</summary>
    private const int Longest = 200;

    public string Tag { get; private set; } = string.Empty;

    public Feed List { get; private set; } = null!;

    public IReadOnlyList<Call> Calls { get; private set; } = [];

    public IActionResult OnGet(string tag)
    {
        if (tag.Length > Longest) return Refused(Refusal.NotFound);
        Tag = tag;
        var key = Hashtags.Fold(tag);
        Visit.Title = "#" + tag;
        Visit.Scripts.Add("acts.js");
        Calls = [.. calls.All.Where(call => !call.Hidden && call.Hashtags.Any(one => Hashtags.Fold(one) == key))];
        List = Feed.Of(Visit, Paged(page => timelines.Tag(Viewer, page, tag), static card => card.Id));
        return Page();
    }
}
