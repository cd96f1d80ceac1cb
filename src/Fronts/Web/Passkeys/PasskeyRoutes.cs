using System.Globalization;
using Antiphon.Http;
using Antiphon.People.Security;
using Antiphon.Web.Pages.Door;
using Antiphon.Web.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace Antiphon.Web.Passkeys;

/// <summary>
/// Signing in with a passkey, and the challenge for adding one: ASP.NET Core Identity's own ceremonies (WebAuthn level 3), with discoverable credentials and the device's
/// own check of its owner required, so that a passkey is both factors.
/// </summary>
internal static class PasskeyRoutes
{
    private const string Failed = "said.passkey-failed";

    public static void MapPasskeys(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/passkeys/options", SignInOptions).Rule(Allow.Secret, Csrf.SameOrigin, Caching.Never, Rate.Secrets);
        routes.MapPost("/passkeys/sign-in", EnterAsync).Rule(Allow.Secret, Csrf.SameOrigin, Caching.Never, Rate.Secrets);
        routes.MapPost("/passkeys/new", NewOptions).Rule(Allow.Members, Csrf.SameOrigin, Caching.Never, Rate.Secrets);
    }

    /// <summary>A challenge for whichever passkey the visitor's device has for this server: nobody is named before it has been answered.</summary>
    private static async Task SignInOptions(HttpContext http, Ceremonies ceremonies, IPasskeyHandler<User> handler)
    {
        var options = await handler.MakeRequestOptionsAsync(null, http).ConfigureAwait(false);
        ceremonies.Begin(http, 0, options.AssertionState ?? string.Empty);
        await Json(http, options.RequestOptionsJson).ConfigureAwait(false);
    }

    private static async Task EnterAsync(
        HttpContext http, Ceremonies ceremonies, IPasskeyHandler<User> handler, UserManager<User> users, SignIn signIn, Sessions sessions, WebFront front)
    {
        var form = await SentForm.Of(http).ConfigureAwait(false);
        var back = SitePage.Local(form["Back"]);
        var shown = await Shown(http, ceremonies, handler, form["Credential"].ToString()).ConfigureAwait(false);
        if (shown is not { Succeeded: true })
        {
            See(http, "/sign-in" + SignInPage.BackQuery(back), Failed);
            return;
        }

        await users.AddOrUpdatePasskeyAsync(shown.User, shown.Passkey).ConfigureAwait(false);
        var who = signIn.WithPasskey(shown.User);
        var started = who.Ok ? await sessions.Start(who.Value, http.Request.Headers.UserAgent).ConfigureAwait(false) : who.Refusal;
        if (!started.Ok)
        {
            await front.Refuse(http, started.Refusal).ConfigureAwait(false);
            return;
        }

        SessionCookie.Set(http, started.Value.Secret, started.Value.Expires);
        See(http, back ?? "/home", null);
    }

    private static async Task<PasskeyAssertionResult<User>?> Shown(HttpContext http, Ceremonies ceremonies, IPasskeyHandler<User> handler, string credential)
    {
        if (ceremonies.Take(http, 0) is not { } state || credential.Length == 0) return null;
        return await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = http, CredentialJson = credential, AssertionState = state }).ConfigureAwait(false);
    }

    /// <summary>A challenge for adding one, after the password: a session left open somewhere must not become a way in for good.</summary>
    private static async Task NewOptions(HttpContext http, Ceremonies ceremonies, IPasskeyHandler<User> handler, PasswordCheck check)
    {
        var form = await SentForm.Of(http).ConfigureAwait(false);
        var me = Visit.Of(http).Me!;
        var known = await check.Run(me.Id, form["Password"].ToString()).ConfigureAwait(false);
        if (!known.Ok)
        {
            http.Response.StatusCode = known.Refusal.Kind == RefusalKind.TooMany ? StatusCodes.Status429TooManyRequests : StatusCodes.Status422UnprocessableEntity;
            http.Response.ContentType = "text/plain; charset=utf-8";
            await http.Response.WriteAsync(known.Refusal.Message, http.RequestAborted).ConfigureAwait(false);
            return;
        }

        var entity = new PasskeyUserEntity { Id = me.Id.ToString(CultureInfo.InvariantCulture), Name = me.Username, DisplayName = me.Name };
        var options = await handler.MakeCreationOptionsAsync(entity, http).ConfigureAwait(false);
        ceremonies.Begin(http, me.Id, options.AttestationState ?? string.Empty);
        await Json(http, options.CreationOptionsJson).ConfigureAwait(false);
    }

    private static void See(HttpContext http, string path, string? said)
    {
        if (said is not null) Visit.Of(http).Say(said);
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = path;
    }

    private static Task Json(HttpContext http, string json)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(json, http.RequestAborted);
    }
}
