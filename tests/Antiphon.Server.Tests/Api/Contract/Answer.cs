using System.Net;
using System.Text.Json;

namespace Antiphon.Server.Tests.Api.Contract;

/// <summary>An answer of the API, read to its end.</summary>
/// <param name="Json">The body; undefined where it is not JSON.</param>
/// <param name="Headers">By name, values joined.</param>
internal sealed record Answer(HttpStatusCode Status, string Body, JsonElement Json, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement this[string name] => Json.GetProperty(name);

    public string Id => Json.GetProperty("id").GetString()!;

    /// <summary>The ids of a list.</summary>
    public IReadOnlyList<string> Ids => [.. Json.EnumerateArray().Select(static one => one.GetProperty("id").GetString()!)];

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The path and query of a neighbouring page; null where the Link header has none.</summary>
    public string? Page(string rel)
    {
        foreach (var part in (Header("Link") ?? string.Empty).Split(", "))
        {
            if (part.EndsWith($"; rel=\"{rel}\"", StringComparison.Ordinal)) return new Uri(part[1..part.IndexOf('>', StringComparison.Ordinal)]).PathAndQuery;
        }

        return null;
    }
}
