using Antiphon.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;

namespace Antiphon.Http;

/// <summary>Who may ask. The gate enforces it before any of the endpoint's code runs.</summary>
public enum Allow : byte
{
    /// <summary>Everyone; what is answered may depend on who asks.</summary>
    Anyone = 1,

    /// <summary>The request itself proves the right to it, by a one-time link, a password or a client's secret. Always under <see cref="Rate.Secrets"/>.</summary>
    Secret,

    /// <summary>An app's token, with or without an account.</summary>
    Apps,

    /// <summary>Somebody who is signed in, by a session or a token.</summary>
    Members,

    Moderators,

    Administrators,

    Owner,

    /// <summary>Whoever runs the server: the endpoint checks this itself (loopback, or a configured token).</summary>
    Operator,
}

/// <summary>Why another site's page cannot make a visitor's browser do it.</summary>
public enum Csrf : byte
{
    /// <summary>Only GET and HEAD, which change nothing. The gate refuses every other method.</summary>
    ChangesNothing = 1,

    /// <summary>A browser's cookie counts here, so the request must come from our own pages; see <see cref="SameOrigin"/>.</summary>
    SameOrigin,

    /// <summary>Cookies are not looked at: credentials come in a header or the body, which another site cannot add.</summary>
    NoCookies,
}

/// <summary>What may keep a copy of the answer. Refusals and answers to anything but GET and HEAD are never kept.</summary>
public enum Caching : byte
{
    /// <summary>Nobody.</summary>
    Never = 1,

    /// <summary>The asker's own browser, if it asks again each time (entity tag).</summary>
    Own,

    /// <summary>Any cache that asks again each time, as long as nobody is signed in; the answer to somebody signed in is never kept.</summary>
    Shared,

    /// <summary>Anyone, forever: the address changes when the content does.</summary>
    Forever,
}

/// <summary>Which allowance a request draws on; the numbers are in <see cref="LimitOptions"/>.</summary>
public enum Rate : byte
{
    /// <summary>Checks of life and metrics.</summary>
    Free = 1,

    Reads,

    Writes,

    /// <summary>Checks a secret, sends mail or makes an account: per address, with its own small allowance, for loopback too.</summary>
    Secrets,

    Uploads,

    /// <summary>Folds a whole ledger: taken by a read beside its own allowance, where the answer is not there already (<see cref="Limits.TakeAlso"/>).</summary>
    PastCounts,

    /// <summary>Stays open: opening draws on the reads, and no request timeout applies.</summary>
    Streams,
}

/// <summary>
/// What holds for one route. Every endpoint carries exactly one in force (the last one given wins); the gate answers 500 to a route without,
/// and a test that walks through all endpoints is red before that.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RouteRuleAttribute(Allow allow, Csrf csrf, Caching caching, Rate rate) : Attribute, IRequestSizeLimitMetadata
{
    /// <summary>A story of 10,000 characters is at most 60 KB of escaped JSON; the rest is room for the other fields.</summary>
    public const long UsualBody = 256 * 1024;

    public Allow Allow { get; } = allow;

    public Csrf Csrf { get; } = csrf;

    public Caching Caching { get; } = caching;

    public Rate Rate { get; } = rate;

    /// <summary>What a caller's token must allow, any one of these. None where tokens are not looked at, or any will do.</summary>
    public Scope Scope { get; init; }

    /// <summary>Whether the address itself is the secret, so that looking at it tries one; a form that is only looked at tries none, and draws on the reads.</summary>
    public bool SecretInAddress { get; init; }

    /// <summary>Whether scripts of any site may read the answer (CORS, never with credentials).</summary>
    public bool Open { get; init; }

    /// <summary>Bytes of body at most; more is refused before it is read.</summary>
    public long MaxBody { get; init; } = UsualBody;

    long? IRequestSizeLimitMetadata.MaxRequestBodySize => MaxBody;
}

/// <summary>How endpoints get their rule.</summary>
public static class RouteRules
{
    /// <summary>Sets the rule of an endpoint or of a whole group; a page may override it with <c>[RouteRule(…)]</c>, an endpoint by its own call.</summary>
    public static T Rule<T>(
        this T endpoint, Allow allow, Csrf csrf, Caching caching, Rate rate, Scope scope = Scope.None, bool open = false, long maxBody = RouteRuleAttribute.UsualBody)
        where T : IEndpointConventionBuilder
    {
        var rule = new RouteRuleAttribute(allow, csrf, caching, rate) { Scope = scope, Open = open, MaxBody = maxBody };
        endpoint.Add(builder => builder.Metadata.Add(rule));
        return endpoint;
    }
}
