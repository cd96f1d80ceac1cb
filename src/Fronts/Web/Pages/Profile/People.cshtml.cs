using Antiphon.Http;
using Antiphon.People;
using Antiphon.People.Relations;
using Antiphon.Web.Feeds;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Profile;

/// <summary>Who follows somebody, and whom they follow.</summary>
[RouteRule(Allow.Anyone, Csrf.ChangesNothing, Caching.Never, Rate.Reads)]
public sealed class PeoplePage(Fragments fragments, RelationLists lists) : ListPage
{
    public Account Account { get; private set; } = null!;

    /// <summary>"followers" or "following".</summary>
    public string Which { get; private set; } = string.Empty;

    public IReadOnlyList<Listed> People { get; private set; } = [];

    /// <summary>Whether the account keeps this to itself.</summary>
    public bool Kept => Account.HideNetwork && Account.Id != Viewer.Id;

    public IActionResult OnGet(string name, string which)
    {
        if (fragments.Named(name) is not { } account || (!account.Shown && account.Id != Viewer.Id) || Viewer.BlockedBy(account.Id)) return Refused(Refusal.NotFound);
        (Account, Which) = (account, which);
        People = Paged(
            page => which == "followers" ? lists.Followers(Viewer, account.Id, page) : lists.Following(Viewer, account.Id, page), static entry => entry.Id);
        Visit.Title = T["people." + which, account.Name];
        Visit.Unlisted = true;
        return Page();
    }
}
