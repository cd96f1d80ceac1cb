using Antiphon.Http;
using Antiphon.Posts;
using Antiphon.Web.Feeds;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Thread;

/// <summary>Asks before one's own post is deleted. Whose it is not is told the same as for one that never was.</summary>
[RouteRule(Allow.Members, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class DeletePage(PostShelf shelf, DeletePost delete) : SitePage
{
    public Feed Preview { get; private set; } = null!;

    public long Id { get; private set; }

    public IActionResult OnGet(long id)
    {
        if (shelf.Find(id, Viewer) is not { } card || card.Post.Author != Me.Id || card.Post.BoostOf is not null) return Refused(Refusal.NotFound);
        Visit.Title = T["delete.title"];
        Id = id;
        Preview = Feed.In(Visit, [new FeedItem(card, id)], actions: false);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id)
    {
        var gone = await delete.Delete(Me.Id, id);
        return gone.Ok ? Then("/@" + Me.Acct, "said.post-deleted") : Refused(gone.Refusal);
    }
}
