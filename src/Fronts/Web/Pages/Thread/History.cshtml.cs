using Antiphon.Http;
using Antiphon.People;
using Antiphon.Posts;
using Antiphon.Posts.Text;
using Antiphon.Web.Feeds;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Thread;

/// <summary>What a post said before each of its edits, for whoever may read the post.</summary>
[RouteRule(Allow.Anyone, Csrf.ChangesNothing, Caching.Never, Rate.Reads)]
public sealed class HistoryPage(PostShelf shelf, Accounts accounts, EditHistory history, Fragments fragments) : SitePage
{
    public Account Author { get; private set; } = null!;

    public PostCard Card { get; private set; } = null!;

    /// <summary>The newest first.</summary>
    public IReadOnlyList<PostVersion> Versions { get; private set; } = [];

    public IActionResult OnGet(long id)
    {
        if (shelf.Find(id, Viewer) is not { } card || card.Post.BoostOf is not null || accounts.Find(card.Post.Author) is not { } author) return Refused(Refusal.NotFound);
        (Card, Author) = (card, author);
        Versions = [.. history.Of(card).Reverse()];
        Visit.Title = T["history.title"];
        Visit.Unlisted = true;
        return Page();
    }

    public IHtmlContent Html(string text) => new HtmlString(PostHtml.Render(text, fragments.HrefOf, EmojiHtml.Of(HttpContext).Find));
}
