using Antiphon.Access;
using Antiphon.Http;
using Antiphon.Web.Pages.Door;
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

    /// <summary>Whether the app wants the person to sign in once more. Some apps send it as <c>False</c>.</summary>
    [BindProperty(SupportsGet = true, Name = "force_login")]
    public string? ForceLogin { get; set; }

    public Consent Consent { get; private set; } = null!;

    /// <summary>The code, where it is shown for copying.</summary>
    public string? Code { get; private set; }

    /// <summary>What the app may do, in words.</summary>
    public IEnumerable<string> Scopes => Consent.Scopes.List.Select(scope => T.Has("scope." + scope) ? T["scope." + scope] : scope);

    /// <summary>Where the answer goes, as far as a person can judge it: the host, or the scheme of an app on this device.</summary>
    public string Place => new Uri(Consent.Redirect) is var uri && uri.Scheme is "http" or "https" ? uri.Authority : uri.Scheme + ":";

    /// <summary>Leads to the sign-in page and back here.</summary>
    public string AsSomebodyElse => Visit.Onward(SignInPage.Again(HereWithoutForce));

    protected override string ContentPolicy => Policy.FormsLeadAway;

    public IActionResult OnGet()
    {
        if (Judge() is { } refused) return refused;

        // Only now, so that a broken request is told at once and not after signing in.
        if (!Visit.SignedIn) return new SeeOther(Visit.Onward("/sign-in" + SignInPage.BackQuery(HereWithoutForce)));
        return ForceLogin is "true" or "True" or "1" ? new SeeOther(AsSomebodyElse) : Page();
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

    /// <summary>This request without the wish to sign in again, which is granted once it comes back here.</summary>
    private string HereWithoutForce => Request.Path + QueryString.Create(Request.Query.Where(static pair => pair.Key != "force_login"));

    private IActionResult? Judge()
    {
        Visit.Unlisted = true;
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

        // The issuer tells an app that knows several servers which of them has answered (RFC 9207).
        var query = $"{answer}{(State is null ? string.Empty : "&state=" + Uri.EscapeDataString(State))}&iss={Uri.EscapeDataString(Visit.Site.To("/"))}";
        Response.StatusCode = StatusCodes.Status303SeeOther;
        Response.Headers.Location = to + (to.Contains('?', StringComparison.Ordinal) ? "&" : "?") + query;
        return new EmptyResult();
    }
}
