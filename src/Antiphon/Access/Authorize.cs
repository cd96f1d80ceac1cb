namespace Antiphon.Access;

/// <summary>A well-formed wish of an app to act for somebody; the person is asked, and on yes <see cref="IssueCode"/> follows.</summary>
/// <param name="Challenge">PKCE's, or null where the app does not use it.</param>
public sealed record Consent(App App, string Redirect, ScopeSet Scopes, string? Challenge)
{
    /// <summary>The code is shown for copying instead of being sent anywhere.</summary>
    public bool ShowsCode => Redirect == App.OutOfBand;
}

/// <summary>Judges the parameters of an authorisation request. A refusal is shown on a page: an address that did not match is never redirected to.</summary>
public sealed class Authorize(Apps apps)
{
    /// <summary>BASE64URL(SHA256(…)) without padding (RFC 7636 section 4.2).</summary>
    private const int ChallengeLength = 43;

    public Outcome<Consent> Run(string? clientId, string? redirect, string? responseType, string? scope, string? challenge, string? method)
    {
        if (clientId is null || apps.Find(clientId) is not { } app)
            return Refusal.Invalid("client_id", "This app is not registered here. Start again from the app; it will register itself.");
        if (redirect is null && app.Redirects.Count == 1) redirect = app.Redirects[0];
        if (redirect is null || !app.Redirects.Contains(redirect, StringComparer.Ordinal))
            return Refusal.Invalid("redirect_uri", "The address to return to is not one that the app registered. Nothing was sent to it.");
        if (responseType != "code") return Refusal.Invalid("response_type", "This server answers such requests with a code only (response_type=code).");
        if (string.IsNullOrEmpty(challenge)) challenge = null;
        if (challenge is not null && (method != "S256" || !WellFormed(challenge)))
            return Refusal.Invalid("code_challenge_method", "The app's proof of origin must use S256 (code_challenge_method=S256).");
        if (challenge is null && method is "S256") return Refusal.Invalid("code_challenge", "The app named a method for its proof of origin, and sent none.");
        var asked = string.IsNullOrWhiteSpace(scope) ? ScopeSet.Default : ScopeSet.Parse(scope);
        if (!asked.Ok) return asked.Refusal;
        if (!app.Scopes.Includes(asked.Value)) return Refusal.Invalid("scope", "The app asks for more than it registered for.");
        return new Consent(app, redirect, asked.Value, challenge);
    }

    private static bool WellFormed(string challenge) => challenge.Length == ChallengeLength && challenge.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
