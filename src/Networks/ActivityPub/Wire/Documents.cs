using System.Text.Json;

namespace Antiphon.Networks.ActivityPub.Wire;

/// <summary>A document of another server, as it came from its address.</summary>
/// <param name="Address">Where it was in the end, after redirects.</param>
public sealed record RemoteDocument(Uri Address, byte[] Body);

/// <summary>
/// Fetches an ActivityStreams document (nothing of another media type), signed by this server's own actor where that is asked for. The server hands in its guarded client.
/// A refusal of the kind <see cref="RefusalKind.Gone"/> means that the other server says so itself.
/// </summary>
public delegate Task<Outcome<RemoteDocument>> FetchDocument(Uri address, CancellationToken cancel);

/// <summary>
/// Reading JSON of strangers with a fixed vocabulary. No JSON-LD processor: a document that can only be understood by one (@graph, @included, @reverse) is refused, since what it says depends on who
/// reads it (security.md, test 8).
/// </summary>
public static class Documents
{
    /// <summary>A note of Mastodon with everything is 20 KB; the largest actors are 100.</summary>
    public const int MostBytes = 1024 * 1024;

    private const int Deepest = 32;
    private const int LongestAddress = 2_048;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Deepest, AllowDuplicateProperties = false, AllowTrailingCommas = false, CommentHandling = JsonCommentHandling.Disallow };

    /// <summary>The object in it; null where it is too large, not JSON, not an object, says one thing twice or has a graph in it.</summary>
    public static JsonElement? Read(ReadOnlyMemory<byte> body)
    {
        if (body.Length is 0 or > MostBytes) return null;
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object && !HasGraph(document.RootElement) ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string? Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>One or many: both are written in the fediverse, for everything.</summary>
    public static IEnumerable<JsonElement> Each(JsonElement of, string name)
    {
        if (of.ValueKind != JsonValueKind.Object || !of.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null) return [];
        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
    }

    /// <summary>The address of a thing that stands there whole or by its address alone.</summary>
    public static Uri? Id(JsonElement thing) => Address(thing.ValueKind == JsonValueKind.String ? thing.GetString() : Text(thing, "id"));

    /// <summary>The one address under that name; null where there is none, or more than one.</summary>
    public static Uri? OneId(JsonElement of, string name)
    {
        using var each = Each(of, name).GetEnumerator();
        if (!each.MoveNext()) return null;
        var id = Id(each.Current);
        return each.MoveNext() ? null : id;
    }

    public static bool Is(JsonElement thing, Func<string, bool> type) => Each(thing, "type").Any(one => one.ValueKind == JsonValueKind.String && type(one.GetString()!));

    /// <summary>An address that something may have: absolute, of the web, of ordinary length, with nobody's name and password in it.</summary>
    public static Uri? Address(string? text) =>
        text is { Length: > 0 and <= LongestAddress } && Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme is "https" or "http") && address is { UserInfo.Length: 0, Host.Length: > 0 }
            ? address : null;

    private static bool HasGraph(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().Any(static one => one.Name is "@graph" or "@included" or "@reverse" || HasGraph(one.Value)),
        JsonValueKind.Array => element.EnumerateArray().Any(HasGraph),
        _ => false,
    };
}
