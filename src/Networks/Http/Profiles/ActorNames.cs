using System.Text.Json;

namespace Antiphon.Networks.Http.Profiles;

/// <summary>What of a fediverse actor's document says who else this is. Only plain JSON with a fixed vocabulary is read; its context is not.</summary>
/// <param name="Id">The actor's id.</param>
/// <param name="Names">Other ids and addresses that it says are the same person's: <c>alsoKnownAs</c> (a string or an array on the wire), and the <c>rel="me"</c> links of the lines of its profile (<c>attachment</c>).</param>
public sealed record ActorNames(string Id, IReadOnlyList<string> Names)
{
    /// <summary>More are no person's.</summary>
    private const int Most = 100;

    private static readonly string[] Actors = ["Person", "Service", "Application", "Group", "Organization"];

    /// <summary>Null where it is no actor's document.</summary>
    public static ActorNames? Read(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 32 });
            var actor = document.RootElement;
            if (actor.ValueKind != JsonValueKind.Object || !actor.TryGetProperty("type", out var type) || !Texts(type).Any(Actors.Contains)) return null;
            if (!actor.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.String) return null;
            var known = actor.TryGetProperty("alsoKnownAs", out var names) ? Texts(names) : [];
            var lines = actor.TryGetProperty("attachment", out var table) ? Lines(table).SelectMany(static line => RelMe.Of(line)) : [];
            return new ActorNames(id.GetString()!, [.. known.Concat(lines).Take(Most)]);
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // A text that is no Unicode.
            return null;
        }
    }

    private static IEnumerable<string> Lines(JsonElement table) => (table.ValueKind == JsonValueKind.Array ? table.EnumerateArray() : Enumerable.Repeat(table, 1))
        .Where(static line => line.ValueKind == JsonValueKind.Object && line.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.String)
        .Select(static line => line.GetProperty("value").GetString()!);

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().Where(static one => one.ValueKind == JsonValueKind.String).Select(static one => one.GetString()!),
        _ => [],
    };
}
