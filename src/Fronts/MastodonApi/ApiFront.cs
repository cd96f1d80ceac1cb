using Antiphon.Access;
using Antiphon.Http;
using Antiphon.People;
using Microsoft.AspNetCore.Http;

namespace Antiphon.MastodonApi;

/// <summary>The API's face: which paths are its own, how a token is proved, how refusals look.</summary>
internal sealed class ApiFront(Tokens tokens, Viewers viewers, Accounts accounts) : Front
{
    /// <summary>All of them are read by scripts of other sites, errors included.</summary>
    private static readonly PathString[] Paths =
    [
        "/api", "/oauth", "/nodeinfo", "/health", "/.well-known/webfinger", "/.well-known/host-meta", "/.well-known/host-meta.json", "/.well-known/nodeinfo",
        "/.well-known/oauth-authorization-server",
    ];

    private static readonly Refusal InvalidToken = new(RefusalKind.Unauthenticated, "The access token is invalid");
    private static readonly Refusal Waiting = Refusal.Forbidden("Your login is currently pending approval");

    /// <summary>Beside the address of the person's own consent, which is a page.</summary>
    public override bool Owns(PathString path) => Array.Exists(Paths, own => path.StartsWithSegments(own)) && !path.StartsWithSegments("/oauth/authorize");

    public override bool Open => true;

    public override ValueTask<Outcome<Caller>> Identify(HttpContext context) => ValueTask.FromResult(Who(context));

    public override Task Refuse(HttpContext context, Refusal refusal) => Refusals.Write(context, refusal);

    public override Task Fail(HttpContext context) => Refusals.Fail(context);

    private Outcome<Caller> Who(HttpContext context)
    {
        if (Credential(context) is not { } text) return Caller.Nobody;
        var rule = context.GetEndpoint()?.Metadata.GetMetadata<RouteRuleAttribute>();
        var minded = rule?.Allow is not (Allow.Anyone or Allow.Secret);
        if (tokens.Check(text) is not { } token)
        {
            // As in Mastodon, what everyone may read can be read with a dead token too.
            return minded ? InvalidToken : Caller.Nobody;
        }

        var waits = token.Account != 0 && accounts.Find(token.Account) is { State: AccountState.Waiting };
        if (waits && rule?.Allow == Allow.Members) return Waiting;
        return new Caller { Viewer = waits ? Viewer.Nobody : viewers.For(token.Account), Token = token };
    }

    /// <summary>A header; for streams, which browsers cannot give headers to, also the sub-protocol and the query.</summary>
    internal static string? Credential(HttpContext context)
    {
        var header = context.Request.Headers.Authorization;
        if (header.Count == 1 && header[0] is { } value && value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return value[7..].Trim();
        if (!context.Request.Path.StartsWithSegments("/api/v1/streaming")) return null;
        if (context.WebSockets.IsWebSocketRequest && context.WebSockets.WebSocketRequestedProtocols is [{ Length: > 0 } protocol, ..]) return protocol;
        return context.Request.Query["access_token"] is [{ Length: > 0 } query, ..] ? query : null;
    }
}
