namespace Antiphon.Access;

/// <summary>A proof that was checked: which app acts, for whom, and within which scopes.</summary>
/// <param name="Account">0 where the app acts for nobody (client credentials).</param>
/// <param name="Created">UTC ms.</param>
public sealed record AccessToken(long Id, long App, long Account, ScopeSet Scopes, long Created);

/// <summary>A new token with its text, which is shown this once.</summary>
public sealed record IssuedToken(string Text, AccessToken Token);
