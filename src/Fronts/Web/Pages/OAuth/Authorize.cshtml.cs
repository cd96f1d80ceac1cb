using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Antiphon.Web.Pages.OAuth;

/// <summary>An app asks to act for the member. The answer goes to the app's own address, or is shown as a code to copy.</summary>
[RouteRule(Allow.Anyone, Csrf.SameOrigin, Caching.Never, Rate.Writes)]
public sealed class AuthorizePage(Authorize authorize, IssueCode issue) : SitePage
{
    [BindProperty(SupportsGet = true, Name = "client_id")]
    public string? ClientId { get; set; }

    [BindProperty(SupportsGet = true, Name = "redirect_uri")]
    public string? RedirectUri { get; set; }

    [BindProperty(SupportsGet = true, Name = "response_type")]
    public string? ResponseType { get; set; }

    [BindProperty(SupportsGet = true, Name = "scope")]
    public string? Scope { get; set; }

    [BindProperty(SupportsGet = true, Name = "state")]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "code_challenge")]
    public string? CodeChallenge { get; set; }

    [BindProperty(SupportsGet = true, Name = "code_challenge_method")]
    public string? Method { get; set; }

    public Consent Consent { get; private set; } = null!;

    /// <summary>The code, where it is shown for copying.</summary>
    public string? Code { get; private set; }

    /// <summary>What the app may do, in words.</summary>
    public IEnumerable<string> Scopes => Consent.Scopes.List.Select(scope => T.Has("scope." + scope) ? T["scope." + scope] : scope);

    protected override string ContentPolicy => Policy.FormsLeadAway;

    public IActionResult OnGet()
    {
        if (Judge() is { } refused) return refused;

        // Only now, so that a broken request is told at once and not after signing in.
        return Visit.SignedIn ? Page() : new SeeOther("/sign-in?back=" + Uri.EscapeDataString(Visit.Here));
    }

    public async Task<IActionResult> OnPostAsync(string? answer)
    {
        if (Judge() is { } refused) return refused;
        if (!Visit.SignedIn) return Refused(Refusal.SignInNeeded);
        if (answer != "yes") return Consent.ShowsCode ? Then("/home", "said.app-refused") : Lead("error=access_denied");
        var code = await issue.Run(Consent, Viewer.Id);
        if (!code.Ok) return Refused(code.Refusal);
        if (!Consent.ShowsCode) return Lead("code=" + Uri.EscapeDataString(code.Value));
        Code = code.Value;
        Visit.Title = T["authorize.code-title"];
        Visit.Scripts.Add("copy.js");
        return Page();
    }

    private IActionResult? Judge()
    {
        Visit.Unlisted = true;
        Response.Headers["Referrer-Policy"] = "no-referrer";
        var judged = authorize.Run(ClientId, RedirectUri, ResponseType, Scope, CodeChallenge, Method);
        if (!judged.Ok) return Refused(judged.Refusal);
        Consent = judged.Value;
        Visit.Title = T["authorize.title", Consent.App.Name];
        return null;
    }

    /// <summary>To the registered address, character by character as it was registered, with our answer added.</summary>
    private IActionResult Lead(string answer)
    {
        var to = Consent.Redirect;
        var query = State is null ? answer : $"{answer}&state={Uri.EscapeDataString(State)}";
        Response.StatusCode = StatusCodes.Status303SeeOther;
        Response.Headers.Location = to + (to.Contains('?', StringComparison.Ordinal) ? "&" : "?") + query;
        return new EmptyResult();
    }
}
