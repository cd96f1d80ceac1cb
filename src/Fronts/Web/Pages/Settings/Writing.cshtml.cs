using Antiphon.Http;
using Antiphon.People;
using Antiphon.People.Profiles;
using Antiphon.Posts;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Settings;

/// <summary>What new posts start from, here and in apps.</summary>
[RouteRule(Allow.Members, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class WritingPage(Members members, ChangePreferences change) : SitePage
{
    [BindProperty]
    public Visibility Visibility { get; set; }

    [BindProperty]
    public string? Language { get; set; }

    [BindProperty]
    public bool Sensitive { get; set; }

    public void OnGet()
    {
        Visit.Title = T["settings.writing"];
        var now = members.Find(Me.Id)!.Preferences;
        (Visibility, Language, Sensitive) = (now.Visibility, now.Language, now.Sensitive);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Visit.Title = T["settings.writing"];
        var saved = await change.Run(Me.Id, new Preferences(Visibility, Sensitive, string.IsNullOrEmpty(Language) ? null : Language));
        return saved.Ok ? Then("/settings/writing", "said.saved") : Again(saved.Refusal, ("language", nameof(Language)));
    }
}
