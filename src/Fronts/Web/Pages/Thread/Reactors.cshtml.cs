using Antiphon.Http;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Web.Feeds;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Thread;

/// <summary>Who liked a post, or passed it on, for whoever may read the post.</summary>
[RouteRule(Allow.Anyone, Csrf.ChangesNothing, Caching.Never, Rate.Reads)]
public sealed class ReactorsPage(PostShelf shelf, Accounts accounts, Timelines.Timelines timelines) : ListPage
{
    public string Which { get; private set; } = string.Empty;

    /// <summary>The post's address.</summary>
    public string Post { get; private set; } = string.Empty;

    public IReadOnlyList<(long Id, Account Account)> People { get; private set; } = [];

    public IActionResult OnGet(long id, string which)
    {
        if (shelf.Find(id, Viewer) is not { } card || card.Post.BoostOf is not null || accounts.Find(card.Post.Author) is not { } author) return Refused(Refusal.NotFound);
        (Which, Post) = (which, Fragments.Address(author, id));
        Visit.Title = T["reactors." + which];
        Visit.Unlisted = true;
        People = Paged(page => timelines.Reactors(Viewer, id, which == "liked" ? ReactionKind.Like : ReactionKind.Boost, page), static one => one.Id);
        return Page();
    }
}
