using Antiphon.Access;
using Antiphon.Http;

namespace Antiphon.MastodonApi;

/// <summary>
/// An endpoint's method, route, and who may use it with which scope: the one place where each is said. The table of all of them is generated from these attributes,
/// the gate enforces it, and a class without one is not reachable.
/// </summary>
/// <param name="scope">What a token must allow, any one of these; none where a token of any scope will do.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class EndpointAttribute(string method, string route, Allow allow, Scope scope = Scope.None) : Attribute
{
    public string Method { get; } = method;

    public string Route { get; } = route;

    public Allow Allow { get; } = allow;

    public Scope Scope { get; } = scope;

    /// <summary>Which allowance it draws on; by default the reads or the writes, by its method.</summary>
    public Rate Rate { get; init; } = method == "GET" ? Rate.Reads : Rate.Writes;

    public Caching Caching { get; init; } = Caching.Never;

    public long MaxBody { get; init; } = RouteRuleAttribute.UsualBody;

    internal RouteRuleAttribute Rule => new(Allow, Method == "GET" ? Csrf.ChangesNothing : Csrf.NoCookies, Caching, Rate) { Scope = Scope, Open = true, MaxBody = MaxBody };
}
