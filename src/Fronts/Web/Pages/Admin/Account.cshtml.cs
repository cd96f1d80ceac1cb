using Antiphon.Http;
using Antiphon.Moderation.Warnings;
using Antiphon.People;
using Antiphon.People.Authority;
using Antiphon.Web.Forms;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Admin;

/// <summary>One member, and what moderators and administrators may do about them. Who stands as high or higher is out of reach; the house checks that for each deed.</summary>
[RouteRule(Allow.Moderators, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class AccountPage(Members members, RestoreAccount restore, ActOnAccount act, Restraints restraints, Warnings warnings) : SitePage
{
    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public Role Role { get; set; }

    [BindProperty]
    public ModeratorAct Act { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    public Restraint Restraint { get; private set; }

    public IReadOnlyList<Warning> Warnings { get; private set; } = [];

    public IReadOnlyList<Option> Acts =>
        [.. Enum.GetValues<ModeratorAct>().Where(static one => one is not (ModeratorAct.CoverPosts or ModeratorAct.DeletePosts)).Select(one => new Option(one.ToString(), T["act." + one], T["act-hint." + one]))];

    public Member Member { get; private set; } = null!;

    /// <summary>A link that was just made, to hand over. Shown once and kept nowhere.</summary>
    public string? Link { get; private set; }

    public bool Administers => Viewer.Role >= Role.Administrator;

    public bool InReach => Viewer.Role > Member.Role;

    public IReadOnlyList<Option> Roles => [.. Enum.GetValues<Role>().Select(role => new Option(role.ToString(), T["role." + role]))];

    public IActionResult OnGet(long id) => Look(id) ?? Page();

    public async Task<IActionResult> OnPostStandingAsync(long id, string? deed)
    {
        if (Look(id) is { } gone) return gone;
        var note = Note ?? string.Empty;
        Refusal? done = deed switch
        {
            "restore" => (await restore.Run(Me.Id, id, note)).Refusal,
            "unfreeze" => (await restraints.Unfreeze(Me.Id, id, note)).Refusal,
            "uncover" => (await restraints.Uncover(Me.Id, id, note)).Refusal,
            _ => Refusal.NotFound,
        };
        return done is null ? Then(Here(id), "said.done") : Again(done, ("note", nameof(Note)));
    }

    /// <summary>Something is done, and the person is told.</summary>
    public async Task<IActionResult> OnPostActAsync(long id)
    {
        if (Look(id) is { } gone) return gone;
        var done = await act.Run(Me.Id, new ActDraft(id, Act, Text ?? string.Empty));
        return done.Ok ? Then(Here(id), "said.done") : Again(done.Refusal, ("text", nameof(Text)), ("type", nameof(Act)));
    }

    public async Task<IActionResult> OnPostRoleAsync(long id, [FromServices] ChangeRole change)
    {
        var wanted = Role;
        if (Look(id) is { } gone) return gone;
        var done = await change.Run(Me.Id, id, wanted);
        return done.Ok ? Then(Here(id), "said.done") : Again(done.Refusal, ("role", nameof(Role)));
    }

    /// <summary>Answers with the page itself: the link must stand in no address and no cookie.</summary>
    public async Task<IActionResult> OnPostLinkAsync(long id, [FromServices] MakeRecoveryLink make)
    {
        if (Look(id) is { } gone) return gone;
        var made = await make.Run(Me.Id, id);
        if (!made.Ok) return Again(made.Refusal);
        Link = Visit.Site.To("/once/" + made.Value);
        Visit.Scripts.Add("copy.js");
        return Page();
    }

    public async Task<IActionResult> OnPostFactorAsync(long id, [FromServices] ResetSecondFactor reset)
    {
        if (Look(id) is { } gone) return gone;
        var done = await reset.Run(Me.Id, id, Note ?? string.Empty);
        return done.Ok ? Then(Here(id), "said.done") : Again(done.Refusal, ("note", nameof(Note)));
    }

    private static string Here(long id) => "/admin/accounts/" + id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private IActionResult? Look(long id)
    {
        if (members.Find(id) is not { } member) return Refused(Refusal.NotFound);
        (Member, Role, Restraint, Warnings) = (member, member.Role, restraints.Of(id), warnings.All(id));
        Visit.Title = "@" + member.Account.Acct;
        return null;
    }
}
