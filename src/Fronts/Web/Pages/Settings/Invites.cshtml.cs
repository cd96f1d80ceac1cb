using Antiphon.Http;
using Antiphon.People;
using Antiphon.People.Joining;
using Antiphon.Settings;
using Antiphon.Web.Forms;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Settings;

/// <summary>Invitations to this server.</summary>
[RouteRule(Allow.Members, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class InvitesPage(Invites invites) : SitePage
{
    [BindProperty]
    public int? Uses { get; set; }

    [BindProperty]
    public int Days { get; set; } = 7;

    public IReadOnlyList<Invite> All => invites.Of(Viewer);

    public bool MayInvite => Viewer.Role >= Visit.Settings.Invites switch
    {
        Who.Members => Role.Member,
        Who.Moderators => Role.Moderator,
        _ => Role.Administrator,
    };

    public IReadOnlyList<Option> Lifetimes => [.. new[] { 1, 7, 30, 0 }.Select(days => new Option(days.ToString(System.Globalization.CultureInfo.InvariantCulture), days == 0 ? T["invites.for-good"] : T.Count("invites.n-days", days)))];

    public void OnGet() => Look();

    public async Task<IActionResult> OnPostMakeAsync()
    {
        Look();
        var made = await invites.Make(Viewer, Uses, Days > 0 ? TimeSpan.FromDays(Days) : null);
        return made.Ok ? Then("/settings/invites", "said.invited") : Again(made.Refusal, ("max_uses", nameof(Uses)), ("expires_in", nameof(Days)));
    }

    public async Task<IActionResult> OnPostWithdrawAsync(long id)
    {
        var done = await invites.Withdraw(Viewer, id);
        return done.Ok ? Then("/settings/invites", "said.done") : Refused(done.Refusal);
    }

    private void Look()
    {
        Visit.Title = T["settings.invites"];
        Visit.Scripts.Add("copy.js");
    }
}
