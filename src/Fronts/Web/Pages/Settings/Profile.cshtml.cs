using System.Globalization;
using Antiphon.Http;
using Antiphon.Media;
using Antiphon.People;
using Antiphon.People.Profiles;
using Antiphon.Web.Pages.Write;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Settings;

/// <summary>
/// What others see of the member. Pictures are taken as soon as they can be shown, whatever else of the form is refused: a browser cannot fill in a file again.
/// </summary>
[RouteRule(Allow.Members, Csrf.SameOrigin, Caching.Never, Rate.Writes, MaxBody = MostBytes)]
public sealed class ProfilePage(ChangeProfile change, DrawProfilePicture draw) : SitePage
{
    /// <summary>Two pictures of 16 MiB, and the rest of the form.</summary>
    private const long MostBytes = 33 * 1024 * 1024;

    [BindProperty]
    public string? DisplayName { get; set; }

    [BindProperty]
    public string? Bio { get; set; }

    [BindProperty]
    public bool Locked { get; set; }

    [BindProperty]
    public bool Bot { get; set; }

    [BindProperty]
    public bool Discoverable { get; set; }

    [BindProperty]
    public bool HideNetwork { get; set; }

    /// <summary>As many lines as a profile may have, the unused ones empty.</summary>
    public IReadOnlyList<ProfileField> Lines { get; private set; } = [];

    public void OnGet()
    {
        Visit.Title = T["settings.profile"];
        Visit.Scripts.Add("counter.js");
        (DisplayName, Bio, Locked, Bot, Discoverable, HideNetwork) = (Me.DisplayName, Me.Bio, Me.Locked, Me.Bot, Me.Discoverable, Me.HideNetwork);
        Lines = Filled(Me.Fields);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Visit.Title = T["settings.profile"];
        Visit.Scripts.Add("counter.js");
        var form = await SentForm.Of(HttpContext);
        Lines = [.. Enumerable.Range(1, ChangeProfile.MaxFields).Select(n => new ProfileField(form[Name("label", n)].ToString(), form[Name("value", n)].ToString()))];
        var avatar = await Picture("Avatar", ProfilePicture.Avatar, form.ContainsKey("NoAvatar"));
        var header = await Picture("Header", ProfilePicture.Header, form.ContainsKey("NoHeader"));
        if (avatar is not null || header is not null)
        {
            var shown = await change.Run(Me.Id, new ProfileChange(Avatar: avatar, Header: header));
            if (!shown.Ok) return Again(shown.Refusal);
        }

        var saved = await change.Run(Me.Id, new ProfileChange(
            DisplayName ?? string.Empty, Bio ?? string.Empty, Lines, Locked: Locked, Bot: Bot, Discoverable: Discoverable, HideNetwork: HideNetwork));
        if (!saved.Ok) return Again(saved.Refusal, ("display_name", nameof(DisplayName)), ("note", nameof(Bio)), ("fields", "label-1"));
        return Problems.Count > 0 ? Shown() : Then("/settings/profile", "said.saved");
    }

    private static string Name(string part, int n) => string.Create(CultureInfo.InvariantCulture, $"{part}-{n}");

    private static IReadOnlyList<ProfileField> Filled(IReadOnlyList<ProfileField> fields) =>
        [.. fields, .. Enumerable.Repeat(new ProfileField(string.Empty, string.Empty), Math.Max(0, ChangeProfile.MaxFields - fields.Count))];

    /// <returns>The new picture's key, empty to take it away, null to leave it.</returns>
    private async Task<string?> Picture(string field, ProfilePicture which, bool away)
    {
        if (Request.HasFormContentType && Request.Form.Files.GetFile(field) is { Length: > 0 } file)
        {
            var drawn = await draw.Run(await ComposerPictures.Read(file, HttpContext.RequestAborted), which, HttpContext.RequestAborted);
            if (drawn.Ok) return drawn.Value;
            Wrong(field, Said(drawn.Refusal));
            return null;
        }

        return away ? string.Empty : null;
    }
}
