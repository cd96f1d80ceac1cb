using Antiphon.Http;
using Antiphon.Moderation.Warnings;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Settings;

/// <summary>What the moderators told the member, and where it can be answered.</summary>
[RouteRule(Allow.Members, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class WarningsPage(Warnings warnings, Appeal appeal) : SitePage
{
    [BindProperty]
    public string? Text { get; set; }

    /// <summary>The warning that an answer was typed about, which was not taken.</summary>
    public long Answered { get; private set; }

    public IReadOnlyList<Warning> List { get; private set; } = [];

    public bool MayAnswer(Warning warning) => warning.AppealState == AppealState.None && Visit.Now - warning.Created <= (long)Appeal.Window.TotalMilliseconds;

    public void OnGet() => Look();

    public async Task<IActionResult> OnPostAsync(long id)
    {
        var asked = await appeal.Ask(Me.Id, id, Text ?? string.Empty);
        if (asked.Ok) return Then("/settings/warnings", "said.done");
        Look();
        Answered = id;
        return Again(asked.Refusal, ("text", $"text-{id}"));
    }

    private void Look()
    {
        Visit.Title = T["settings.warnings"];
        List = warnings.All(Me.Id);
    }
}
