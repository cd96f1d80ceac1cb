using Antiphon.Http;
using Antiphon.People.Security;
using Antiphon.People.Joining;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.Door;

/// <summary>Where the links lead that work once: the first owner's account, or a new password.</summary>
[RouteRule(Allow.Secret, Csrf.SameOrigin, Caching.Never, Rate.Secrets, SecretInAddress = true)]
public sealed class OncePage(OwnerLink owner, SetNewPassword setNew, Sessions sessions) : SitePage
{
    [BindProperty]
    public string? Username { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    public bool MakesOwner { get; private set; }

    public IActionResult OnGet(string secret) => Look(secret) ?? Page();

    public async Task<IActionResult> OnPostAsync(string secret)
    {
        var typed = Username;
        if (Look(secret) is { } gone) return gone;
        if (!MakesOwner)
        {
            var set = await setNew.Run(secret, Password ?? string.Empty);
            return set.Ok ? Then("/sign-in", "said.password-set") : Again(set.Refusal, ("password", nameof(Password)));
        }

        Username = typed;
        var made = await owner.Use(secret, Username ?? string.Empty, Password ?? string.Empty, Email);
        if (!made.Ok) return Again(made.Refusal, ("username", nameof(Username)), ("password", nameof(Password)), ("email", nameof(Email)));
        return made.Value.SignedIn is { } who ? await SignInPage.Entered(this, sessions, who, "/home") : Then("/sign-in");
    }

    private IActionResult? Look(string secret)
    {
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Visit.Unlisted = true;
        MakesOwner = owner.Works(secret);
        if (!MakesOwner)
        {
            Username = setNew.UsernameOf(secret);
            if (Username is null) return Refused(Refusal.Gone(T["once.gone"]));
        }

        Visit.Title = T[MakesOwner ? "once.owner-title" : "once.password-title"];
        return null;
    }
}
