using System.Text;
using System.Text.Json;
using Antiphon.Access;
using Antiphon.Http;
using Antiphon.MastodonApi;
using Antiphon.MastodonApi.About;
using Antiphon.Server.Tests.Api.Contract;
using Antiphon.Tests;
using Xunit;

namespace Antiphon.Server.Tests.Api;

public sealed class EndpointTableTests
{
    private const string Begin = "`ANTIPHON_WRITE_DOCS=1 ./run test` writes it anew -->\n";
    private const string End = "<!-- /endpoints -->";
    private const string BeginOperations = "<!-- operations: generated like the table above -->\n";
    private const string EndOperations = "<!-- /operations -->";

    [Fact]
    public void The_page_about_the_api_names_every_endpoint_with_who_may_use_it_and_no_other()
    {
        var path = Path.Combine(Root(), "docs", "mastodon-api.md");
        var text = File.ReadAllText(path);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        Assert.True(from >= Begin.Length && to >= from, "The page has no place for the table.");
        if (Environment.GetEnvironmentVariable("ANTIPHON_WRITE_DOCS") == "1") File.WriteAllText(path, text[..from] + Table() + text[to..]);
        else Assert.Equal(Table(), text[from..to]);
    }

    [Fact]
    public void Every_endpoint_for_members_names_a_scope_unless_it_is_the_same_for_all_of_them()
    {
        // Which scope a stream needs is known when it is named.
        string[] forAll = ["/api/v1/announcements", "/api/v1/apps/verify_credentials"];
        Assert.Empty(MastodonApiServices.Endpoints.Select(static one => one.Endpoint).Where(static one => !one.Route.StartsWith("/api/v1/streaming", StringComparison.Ordinal))
            .Where(one => one.Allow is Allow.Members or Allow.Apps && one.Scope == Scope.None && !forAll.Contains(one.Route)).Select(static one => one.Route));
        Assert.Empty(MastodonApiServices.Endpoints.Select(static one => one.Endpoint).Where(static one => one.Method != "GET" && one.Allow == Allow.Anyone && one.Route != "/api/v1/apps")
            .Select(static one => one.Route));
    }

    [Fact]
    public void Every_operation_of_mastodon_s_description_is_in_the_page_as_done_or_with_the_reason_why_it_is_left_out()
    {
        var path = Path.Combine(Root(), "docs", "mastodon-api.md");
        var text = File.ReadAllText(path);
        var (from, to) = (text.IndexOf(BeginOperations, StringComparison.Ordinal) + BeginOperations.Length, text.IndexOf(EndOperations, StringComparison.Ordinal));
        Assert.True(from >= BeginOperations.Length && to >= from, "The page has no place for the operations.");
        var operations = Operation.All.Select(static one => one with { Done = IsDone(one) }).ToList();
        Assert.Empty(operations.Where(static one => !one.Done && one.Reason.Length == 0).Select(static one => $"{one.Method} {one.Path} is left out, and operations.tsv does not say why"));
        Assert.Empty(operations.Where(static one => one.Done && one.Reason.Length > 0).Select(static one => $"{one.Method} {one.Path} is there, and operations.tsv says why it is not"));
        if (Environment.GetEnvironmentVariable("ANTIPHON_WRITE_DOCS") == "1") File.WriteAllText(path, text[..from] + Operations(operations) + text[to..]);
        else Assert.Equal(Operations(operations), text[from..to]);
    }

    [Fact]
    public void The_version_that_is_said_is_the_newest_all_of_whose_operations_are_there()
    {
        var there = MastodonApiServices.Endpoints.Select(static one => $"{one.Endpoint.Method} {Operation.Shape(one.Endpoint.Route)}").ToHashSet();
        var known = Operation.All.Select(static one => $"{one.Method} {one.Shaped}").ToHashSet();
        Assert.Empty(Promises.All.SelectMany(static one => one.Operations).Except(known));
        var kept = Promises.All.ToList().IndexOf(Promises.Kept);
        Assert.Empty(Promises.All.Take(kept + 1).SelectMany(static one => one.Operations).Except(there));
        if (kept + 1 < Promises.All.Count) Assert.NotEmpty(Promises.All[kept + 1].Operations.Except(there));
        Assert.Equal(Promises.All.Select(static one => one.ApiVersion).Order(), Promises.All.Select(static one => one.ApiVersion));
    }

    [Fact]
    public void The_list_of_operations_is_the_published_description_s()
    {
        using var description = JsonDocument.Parse(File.ReadAllBytes(Shared.File("reference/mastodon-openapi.json")));
        string[] methods = ["get", "post", "put", "patch", "delete"];
        var described = description.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Where(one => methods.Contains(one.Name)).Select(one => $"{one.Name.ToUpperInvariant()} {path.Name}"));
        Assert.Equal(described.Order(StringComparer.Ordinal), Operation.All.Select(static one => $"{one.Method} {one.Path}").Order(StringComparer.Ordinal));
    }

    /// <summary>By an endpoint, or by the one operation that is a page.</summary>
    private static bool IsDone(Operation operation) =>
        operation is { Method: "GET", Path: "/oauth/authorize" } || MastodonApiServices.Endpoints.Any(one => one.Endpoint.Method == operation.Method && Operation.Shape(one.Endpoint.Route) == operation.Shaped);

    private static string Operations(IReadOnlyList<Operation> operations)
    {
        var table = new StringBuilder($"\nOf {operations.Count} operations, {operations.Count(static one => one.Done)} are done.\n\n| | address | |\n| --- | --- | --- |\n");
        foreach (var one in operations) table.Append("| ").Append(one.Method).Append(" | `").Append(one.Path).Append("` | ").Append(one.Done ? "done" : "left out: " + one.Reason).Append(" |\n");
        return table.Append('\n').ToString();
    }

    private static string Table()
    {
        var table = new StringBuilder("\n| | address | who | scope |\n| --- | --- | --- | --- |\n");
        foreach (var endpoint in MastodonApiServices.Endpoints.Select(static one => one.Endpoint)
            .OrderBy(static one => one.Route, StringComparer.Ordinal).ThenBy(static one => one.Method, StringComparer.Ordinal))
        {
            table.Append("| ").Append(endpoint.Method).Append(" | `").Append(endpoint.Route).Append("` | ").Append(Who(endpoint.Allow)).Append(" | ").Append(Scopes(endpoint.Scope)).Append(" |\n");
        }

        return table.Append('\n').ToString();
    }

    private static string Who(Allow allow) => allow switch
    {
        Allow.Anyone => "anyone",
        Allow.Secret => "who has the secret",
        Allow.Apps => "apps",
        Allow.Members => "members",
        _ => allow.ToString().ToLowerInvariant(),
    };

    private static string Scopes(Scope scopes) => scopes == Scope.None
        ? string.Empty
        : string.Join(", ", ScopeSet.Known.Where(static name => name.Contains(':', StringComparison.Ordinal) || name is "profile" or "push")
            .Where(static name => name is not ("admin:read" or "admin:write")) // Names for many, as "read" and "write" are.
            .Where(name => (ScopeSet.Parse(name).Value.Scopes & scopes) != 0).Order(StringComparer.Ordinal).Select(static name => $"`{name}`"));

    private static string Root()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Antiphon.slnx"))) return at.FullName;
        }

        throw new InvalidOperationException("The tests do not run inside a checkout.");
    }
}
