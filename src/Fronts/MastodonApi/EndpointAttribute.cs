using Antiphon.Http;

namespace Antiphon.MastodonApi;

/// <summary>
/// An endpoint's method, route, and who may use it with which scope: the one place where each is said. The table of all of them is generated from these attributes,
/// the gate enforces it, and a class without one is not reachable.
/// </summary>
/// <param name="scope">The granular scope that a token needs; null where tokens of any scope will do.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class EndpointAttribute(string method, string route, Http.Access access, string? scope) : Attribute
{
    public string Method { get; } = method;

    public string Route { get; } = route;

    public Http.Access Access { get; } = access;

    public string? Scope { get; } = scope;

    /// <summary>Which allowance it draws on; by default the reads or the writes, by its method.</summary>
    public Rate Rate { get; init; } = method == "GET" ? Rate.Reads : Rate.Writes;

    public Caching Caching { get; init; } = Caching.Never;

    public long MaxBody { get; init; } = RouteRuleAttribute.UsualBody;

    internal RouteRuleAttribute Rule => new(Access, Method == "GET" ? Csrf.ChangesNothing : Csrf.NoCookies, Caching, Rate) { Scope = Scope, Open = true, MaxBody = MaxBody };
}
