using Antiphon.Access;
using Antiphon.Http;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace Antiphon.Server.Tests.Security;

/// <summary>A route with a method and its rule, as a line of the table.</summary>
/// <param name="Methods">One for the API's routes; pages take GET and POST.</param>
internal sealed record RouteLine(string Methods, string Pattern, RouteRuleAttribute Rule)
{
    /// <summary>Every route of the server; fails where one has no rule, or two.</summary>
    public static IReadOnlyList<RouteLine> All(IEnumerable<RouteEndpoint> routes) => [.. routes.Select(Of).OrderBy(static line => line.Pattern, StringComparer.Ordinal).ThenBy(static line => line.Methods, StringComparer.Ordinal)];

    /// <summary>Whether it is one of the API's: credentials are tokens, refusals are JSON.</summary>
    public bool Api => Rule.Open && Pattern is not ['c', 'a', 'l', 'l', 's', '/' or '.', ..] && Pattern != "oembed" && !Pattern.StartsWith("media/", StringComparison.Ordinal);

    /// <summary>What changes something by this route: its method, or POST for a page.</summary>
    public bool Reads => Methods.Contains("GET", StringComparison.Ordinal);

    public bool Writes => Methods != "GET" && Methods != "GET,HEAD";

    public string WritingMethod => Methods.Contains("POST", StringComparison.Ordinal) ? "POST" : Methods;

    /// <summary>As it stands in the file: columns that a reader can go down.</summary>
    public override string ToString() => string.Join(
        "  ",
        Methods.PadRight(8),
        ("/" + Pattern).PadRight(62),
        Rule.Allow.ToString().PadRight(14),
        ScopeText.PadRight(34),
        Rule.Csrf.ToString().PadRight(14),
        Rule.Caching.ToString().PadRight(7),
        Rule.Rate.ToString().PadRight(7),
        (Rule.Open ? "open" : "own").PadRight(4),
        Rule.MaxBody == RouteRuleAttribute.UsualBody ? string.Empty : Rule.MaxBody.ToString(System.Globalization.CultureInfo.InvariantCulture)).TrimEnd();

    public string ScopeText => Rule.Scope == Scope.None ? "-" : string.Join(' ', Named(Rule.Scope));

    /// <summary>Names of the scopes of which any one suffices, finest grain first named together.</summary>
    public static IEnumerable<string> Named(Scope scopes) =>
        Enum.GetValues<Scope>().Where(scope => ulong.IsPow2((ulong)scope) && (scopes & scope) != 0).Select(Name);

    public static string Name(Scope scope)
    {
        var name = scope.ToString();
        if (name.StartsWith("Admin", StringComparison.Ordinal)) return ScopeSet.Known.First(known => ScopeSet.Parse(known).Value.Scopes == scope);
        return scope is Scope.Push or Scope.Profile ? name.ToLowerInvariant()
            : name.StartsWith("Read", StringComparison.Ordinal) ? "read:" + name[4..].ToLowerInvariant()
            : "write:" + name[5..].ToLowerInvariant();
    }

    private static RouteLine Of(RouteEndpoint route)
    {
        var rules = route.Metadata.GetOrderedMetadata<RouteRuleAttribute>();
        Assert.True(rules.Count == 1, $"{route.RoutePattern.RawText} has {rules.Count} rules.");
        var methods = route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"];
        return new RouteLine(string.Join(',', methods.Order()), route.RoutePattern.RawText!.TrimStart('/'), rules[0]);
    }
}
