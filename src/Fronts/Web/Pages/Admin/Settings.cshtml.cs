using Antiphon.Http;
using Antiphon.People;
using Antiphon.Settings;
using Antiphon.Web.Forms;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Admin;

/// <summary>What administrators decide while the server runs.</summary>
[RouteRule(Allow.Administrators, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class SettingsPage(ChangeSettings change, Accounts accounts) : SitePage
{
    [BindProperty]
    public string? ServerTitle { get; set; }

    [BindProperty]
    public string? ShortDescription { get; set; }

    [BindProperty]
    public string? Description { get; set; }

    /// <summary>One rule a line.</summary>
    [BindProperty]
    public string? Rules { get; set; }

    [BindProperty]
    public string? ContactEmail { get; set; }

    /// <summary>A member's name; empty for the first owner.</summary>
    [BindProperty]
    public string? ContactAccount { get; set; }

    [BindProperty]
    public SignUpMode SignUp { get; set; }

    [BindProperty]
    public Who Invites { get; set; }

    [BindProperty]
    public Who OpensCalls { get; set; }

    /// <summary>Codes, separated by spaces or commas.</summary>
    [BindProperty]
    public string? Languages { get; set; }

    public IReadOnlyList<Option> Modes => [.. Enum.GetValues<SignUpMode>().Select(mode => new Option(mode.ToString(), T["sign-up-mode." + mode], T[$"sign-up-mode.{mode}.hint"]))];

    public IReadOnlyList<Option> Groups => [.. Enum.GetValues<Who>().Select(who => new Option(who.ToString(), T["who." + who]))];

    public void OnGet()
    {
        Visit.Title = T["admin.settings"];
        var now = Visit.Settings;
        (ServerTitle, ShortDescription, Description, ContactEmail) = (now.Title, now.ShortDescription, now.Description, now.ContactEmail);
        (SignUp, Invites, OpensCalls) = (now.SignUp, now.Invites, now.OpensCalls);
        (Rules, Languages) = (string.Join('\n', now.Rules), string.Join(' ', now.Languages));
        ContactAccount = now.ContactAccount is { } contact ? accounts.Find(contact)?.Username : null;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Visit.Title = T["admin.settings"];
        var contact = string.IsNullOrWhiteSpace(ContactAccount) ? null : accounts.Local(ContactAccount.Trim().TrimStart('@'));
        if (contact is null && !string.IsNullOrWhiteSpace(ContactAccount))
        {
            Wrong(nameof(ContactAccount), T["admin-settings.no-member"]);
            return Shown();
        }

        var saved = await change.Run(Me.Id, now => now with
        {
            Title = ServerTitle ?? string.Empty,
            ShortDescription = ShortDescription ?? string.Empty,
            Description = Description ?? string.Empty,
            Rules = (Rules ?? string.Empty).ReplaceLineEndings("\n").Split('\n'),
            ContactEmail = ContactEmail,
            ContactAccount = contact?.Id,
            SignUp = SignUp,
            Invites = Invites,
            OpensCalls = OpensCalls,
            Languages = (Languages ?? string.Empty).Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries),
        });
        return saved.Ok
            ? Then("/admin/settings", "said.saved")
            : Again(
                saved.Refusal, ("title", nameof(ServerTitle)), ("short_description", nameof(ShortDescription)), ("description", nameof(Description)), ("rules", nameof(Rules)),
                ("contact_email", nameof(ContactEmail)), ("contact_account", nameof(ContactAccount)), ("sign_up", nameof(SignUp)), ("invites", nameof(Invites)),
                ("opens_calls", nameof(OpensCalls)), ("languages", nameof(Languages)));
    }
}
