using Antiphon.People;
using Microsoft.AspNetCore.Http;

namespace Antiphon.Http;

/// <summary>Who makes a request, as its front found out: nobody, a member by session or token, or an app on its own.</summary>
public sealed class Caller
{
    public static readonly Caller Nobody = new();

    /// <summary>With what decides what they may see.</summary>
    public Viewer Viewer { get; init; } = Viewer.Nobody;

    /// <summary>The browser session, or 0.</summary>
    public long Session { get; init; }

    /// <summary>The access token's number, or 0.</summary>
    public long Token { get; init; }

    /// <summary>The app that the token was given to, or 0.</summary>
    public long App { get; init; }

    /// <summary>The token's scopes as granted, such as <c>read</c> and <c>write:statuses</c>. Empty for a session, which may do everything its account may.</summary>
    public IReadOnlySet<string> Scopes { get; init; } = new HashSet<string>();

    public bool SignedIn => Viewer.SignedIn;

    /// <summary>Whether the caller's token covers a scope: itself, or its parent (<c>read</c> covers <c>read:statuses</c>).</summary>
    public bool Covers(string scope)
    {
        if (Token == 0) return Session != 0;
        if (Scopes.Contains(scope)) return true;
        var colon = scope.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && Scopes.Contains(scope[..colon]);
    }
}

/// <summary>The caller of a request.</summary>
public static class CallerOfRequest
{
    /// <summary>Who asks; nobody before the gate.</summary>
    public static Caller Caller(this HttpContext context) => context.Features.Get<Caller>() ?? Http.Caller.Nobody;

    internal static void SetCaller(this HttpContext context, Caller caller) => context.Features.Set(caller);
}
