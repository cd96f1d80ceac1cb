using Antiphon.Calls;
using Antiphon.Http;
using Antiphon.Web.Feeds;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Calls;

/// <summary>All stories, answers or replies of a call, a page at a time.</summary>
[RouteRule(Allow.Anyone, Csrf.ChangesNothing, Caching.Never, Rate.Reads)]
public sealed class PartPage(AllCalls calls, CallPosts posts) : SitePage
{
    private const int PageSize = 40;

    public Call Call { get; private set; } = null!;

    public Feed? Posts { get; private set; }

    /// <summary>Where the next page begins; null on the last.</summary>
    public long? Older { get; private set; }

    public IActionResult OnGet(string slug, string part, long? before)
    {
        if (calls.Find(slug) is not { } call || (call.Hidden && !Viewer.Moderates)) return Refused(Refusal.NotFound);
        Call = call;
        var which = Enum.Parse<CallPart>(part, ignoreCase: true);
        var cards = posts.Page(Viewer, call, which, before is { } id ? Paging.Before(id, PageSize) : Paging.Newest(PageSize));
        var ordered = which == CallPart.Conversation ? Conversation.Order(cards) : [.. cards.Select(static card => new Spoken(card, 0))];
        if (cards.Count > 0) Posts = Feed.In(Visit, ordered.Select(one => new FeedItem(one.Card, one.Card.Id, Depth: one.Depth, Story: which == CallPart.Stories)));
        if (cards.Count == PageSize) Older = cards[^1].Id;
        Visit.Title = T[$"call.{part}-title"];
        Visit.Leave = true;
        Visit.Unlisted = which == CallPart.Stories;
        return Page();
    }
}
