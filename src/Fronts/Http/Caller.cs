using Antiphon.Access;
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

    /// <summary>The token that was shown, or null; an app's own has no account.</summary>
    public AccessToken? Token { get; init; }

    public bool SignedIn => Viewer.SignedIn;

    /// <summary>Whether the caller may do something for which any one of these scopes suffices. A session may do everything its account may.</summary>
    public bool Covers(Scope any) => Token is null ? Session != 0 : Token.Scopes.Allows(any);
}

/// <summary>The caller of a request.</summary>
public static class CallerOfRequest
{
    /// <summary>Who asks; nobody before the gate.</summary>
    public static Caller Caller(this HttpContext context) => context.Features.Get<Caller>() ?? Http.Caller.Nobody;

    internal static void SetCaller(this HttpContext context, Caller caller) => context.Features.Set(caller);
}
