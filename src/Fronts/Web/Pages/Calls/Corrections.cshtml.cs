using Antiphon.Calls;
using Antiphon.Http;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Calls;

/// <summary><c>/calls/{slug}/corrections</c>: what the page said wrongly, and what is right.</summary>
[RouteRule(Allow.Members, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class CorrectionsPage(AllCalls calls, AllNotes notes, Correct correct) : TendPage(calls, notes)
{
    [BindProperty]
    public string? Was { get; set; }

    [BindProperty]
    public string? RightIs { get; set; }

    public IActionResult OnGet(string slug) => Look(slug) ?? Page();

    public async Task<IActionResult> OnPostAsync(string slug)
    {
        if (Look(slug) is { } refused) return refused;
        var done = await correct.Add(Me, Viewer.Role, slug, Was ?? string.Empty, RightIs ?? string.Empty);
        return done.Ok ? Then(Self, "said.saved") : Again(done.Refusal, ("was", nameof(Was)), ("right_is", nameof(RightIs)));
    }

    private IActionResult? Look(string slug) => Look(slug, "corrections.tend");
}
