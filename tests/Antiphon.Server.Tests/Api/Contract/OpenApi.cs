using System.Text.Json;
using Antiphon.Tests;

namespace Antiphon.Server.Tests.Api.Contract;

/// <summary>The published description of Mastodon's API, which every answer that the tests get is held against. It lies beside the checkout; without it nothing can be held against it.</summary>
internal sealed class OpenApi
{
    /// <summary>Known faults of the description itself.</summary>
    private static readonly HashSet<string> Faulty = ["get /api/v1/filters", .. PolicyOfVersionOne];

    /// <summary>Not described, and taken for one notification by those that are.</summary>
    private static IEnumerable<string> PolicyOfVersionOne => ["get /api/v1/notifications/policy"];

    private readonly JsonElement paths;
    private readonly JsonElement error;
    private readonly Schema schema;

    private OpenApi(JsonElement document)
    {
        paths = document.GetProperty("paths");
        error = document.GetProperty("components").GetProperty("schemas").GetProperty("Error");
        schema = new Schema(document);
    }

    /// <summary>Null where the file is not beside the checkout.</summary>
    public static OpenApi? Beside { get; } = Shared.Find() is { } folder && File.Exists(Path.Combine(folder, "reference", "mastodon-openapi.json"))
        ? new OpenApi(JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "reference", "mastodon-openapi.json"))).RootElement)
        : null;

    /// <summary>Whether the description has such an operation.</summary>
    public bool Knows(string method, string path) => Operation(method, path) is not null;

    /// <summary>What is wrong with an answer.</summary>
    public IReadOnlyList<string> Faults(string method, string path, int status, JsonElement body)
    {
        if (status >= 400 && schema.Faults(body, error).ToList() is { Count: > 0 } faults) return faults;
        if (Operation(method, path) is not { } operation || Faulty.Contains($"{method.ToLowerInvariant()} {path}")) return [];
        var named = operation.GetProperty("responses").TryGetProperty(status.ToString(System.Globalization.CultureInfo.InvariantCulture), out var response);
        if (!named) return status >= 400 ? [] : [$"{status} is no answer of this operation"];
        return response.TryGetProperty("content", out var content) && content.TryGetProperty("application/json", out var json) && json.TryGetProperty("schema", out var described)
            ? [.. schema.Faults(body, described)]
            : [];
    }

    /// <summary>By its path; one that is written out goes before one with a parameter.</summary>
    private JsonElement? Operation(string method, string path)
    {
        var parts = path.Trim('/').Split('/');
        JsonElement? found = null;
        var fewest = int.MaxValue;
        foreach (var one in paths.EnumerateObject())
        {
            var pattern = one.Name.Trim('/').Split('/');
            if (pattern.Length != parts.Length || !one.Value.TryGetProperty(method.ToLowerInvariant(), out var operation)) continue;
            var parameters = pattern.Count(static part => part[0] == '{');
            if (parameters >= fewest || pattern.Zip(parts).Any(static pair => pair.First[0] != '{' && pair.First != pair.Second)) continue;
            (found, fewest) = (operation, parameters);
        }

        return found;
    }
}
