using System.Buffers.Text;
using Antiphon.Http;
using Antiphon.People.Security;
using Antiphon.Web.Passkeys;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Settings;

/// <summary>The member's passkeys: adding one needs a script, naming and removing them does not.</summary>
[RouteRule(Allow.Members, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class PasskeysPage(UserManager<User> users, IPasskeyHandler<User> handler, Ceremonies ceremonies) : SitePage
{
    /// <summary>More than anybody has devices; the house keeps no more either.</summary>
    private const int Most = 25;

    /// <summary>What the browser answered to the challenge, as it is written by <c>PublicKeyCredential.toJSON()</c>.</summary>
    [BindProperty]
    public string? Credential { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    public IReadOnlyList<UserPasskeyInfo> All { get; private set; } = [];

    public Task OnGetAsync() => Look();

    public async Task<IActionResult> OnPostAddAsync()
    {
        var user = await Look();
        if (All.Count >= Most) Wrong(string.Empty, T["passkeys.too-many"]);
        else if (await Made(user) is not { Succeeded: true } made) Wrong(string.Empty, T["passkeys.failed"]);
        else
        {
            made.Passkey.Name = Name;
            await users.AddOrUpdatePasskeyAsync(user, made.Passkey);
            return Then("/settings/passkeys", "said.passkey-added");
        }

        return Shown();
    }

    public async Task<IActionResult> OnPostRenameAsync(string? id)
    {
        var user = await Look();
        if (Find(id) is not { } passkey) return Refused(Refusal.NotFound);
        passkey.Name = Name;
        await users.AddOrUpdatePasskeyAsync(user, passkey);
        return Then("/settings/passkeys", "said.saved");
    }

    public async Task<IActionResult> OnPostRemoveAsync(string? id)
    {
        var user = await Look();
        if (Find(id) is not { } passkey) return Refused(Refusal.NotFound);
        await users.RemovePasskeyAsync(user, passkey.CredentialId);
        return Then("/settings/passkeys", "said.passkey-removed");
    }

    /// <summary>A credential's id as a form sends it.</summary>
    public static string Id(UserPasskeyInfo passkey) => Base64Url.EncodeToString(passkey.CredentialId);

    private UserPasskeyInfo? Find(string? id) => All.FirstOrDefault(passkey => Id(passkey) == id);

    private async Task<PasskeyAttestationResult?> Made(User user)
    {
        if (ceremonies.Take(HttpContext, user.Account) is not { } state || string.IsNullOrEmpty(Credential)) return null;
        var made = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = HttpContext, CredentialJson = Credential, AttestationState = state });
        return made.Succeeded && made.UserEntity.Id == await users.GetUserIdAsync(user) ? made : null;
    }

    private async Task<User> Look()
    {
        Visit.Title = T["settings.passkeys"];
        Visit.Scripts.Add("passkeys.js");
        var user = await users.FindByIdAsync(Me.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)) ?? throw new InvalidOperationException("A member without a user.");
        All = [.. await users.GetPasskeysAsync(user)];
        return user;
    }
}
