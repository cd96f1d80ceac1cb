using Antiphon.Http;
using Antiphon.People;
using Antiphon.People.Links;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Settings;

/// <summary>A link as its owner sees it.</summary>
/// <param name="Name">The other account; of an archive the network.</param>
public sealed record ShownLink(AccountLink Link, long Other, string Name, string How, bool MayShow);

/// <summary>The member's other accounts, as they linked them. Nobody else sees this page's list.</summary>
[RouteRule(Allow.Members, Csrf.SameOrigin, Caching.Never, Rate.Secrets)]
public sealed class LinksPage(LinksOf links, LinkBySigningIn bySigningIn, Unlink unlink, ShowLink show, Accounts accounts) : SitePage
{
    /// <summary>A code that was got with the other account.</summary>
    [BindProperty]
    public string? Given { get; set; }

    public IReadOnlyList<ShownLink> All { get; private set; } = [];

    /// <summary>The code for the other account; shown once.</summary>
    public string? Code { get; private set; }

    public void OnGet() => Look();

    public async Task<IActionResult> OnPostCodeAsync()
    {
        Look();
        var made = await bySigningIn.Code(Me.Id);
        if (!made.Ok) return Again(made.Refusal);
        Code = made.Value;
        return Page();
    }

    public async Task<IActionResult> OnPostUseAsync()
    {
        Look();
        var linked = await bySigningIn.Run(Me.Id, Given ?? string.Empty);
        return linked.Ok ? Then("/settings/links", "said.linked") : Again(linked.Refusal, ("code", nameof(Given)));
    }

    public async Task<IActionResult> OnPostUndoAsync(long other)
    {
        Look();
        var undone = await unlink.Run(Me.Id, other);
        return undone.Ok ? Then("/settings/links", "said.unlinked") : Refused(undone.Refusal);
    }

    public async Task<IActionResult> OnPostShowAsync(long other, bool shown)
    {
        Look();
        var done = await show.Run(Me.Id, other, shown);
        return done.Ok ? Then("/settings/links", "said.saved") : Refused(done.Refusal);
    }

    private void Look()
    {
        Visit.Title = T["settings.links"];
        All = [.. links.Own(Me.Id).Select(Shown)];
    }

    private ShownLink Shown(AccountLink link)
    {
        var other = link.From(Me.Id);
        var account = accounts.Find(other);
        var name = account is { Shown: true } ? "@" + account.Acct : link.Address.Length > 0 ? link.Address : T["links.an-archive"];
        return new ShownLink(link, other, name, link.How.ToString().ToLowerInvariant(), account is { Shown: true } && link.Account == Me.Id);
    }
}
