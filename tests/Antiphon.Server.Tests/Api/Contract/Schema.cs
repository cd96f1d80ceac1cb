using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Antiphon.Server.Tests.Api.Contract;

/// <summary>
/// The part of JSON Schema that the description of Mastodon's API uses: types, properties, required, items, enum, oneOf and allOf, additionalProperties, propertyNames and
/// five formats. Whatever else turns up in a schema is an error, so that nothing is passed over unseen.
/// </summary>
internal sealed partial class Schema(JsonElement document)
{
    private static readonly HashSet<string> Words =
    [
        "type", "properties", "required", "items", "enum", "oneOf", "allOf", "$ref", "additionalProperties", "propertyNames", "format",
        "description", "externalDocs", "example", "examples", "deprecated", "default", "title",
    ];

    /// <summary>What is wrong with a value; nothing if it is as described.</summary>
    public IEnumerable<string> Faults(JsonElement value, JsonElement schema, string at = "$")
    {
        foreach (var word in schema.EnumerateObject())
        {
            if (!Words.Contains(word.Name)) yield return $"{at}: the schema says \"{word.Name}\", which this validator does not know";
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            foreach (var fault in Faults(value, Resolve(reference.GetString()!), at)) yield return fault;
            yield break;
        }

        if (schema.TryGetProperty("oneOf", out var any) && any.EnumerateArray().All(one => Faults(value, one, at).Any()))
        {
            // Those of the choice that comes nearest.
            foreach (var fault in any.EnumerateArray().Select(one => Faults(value, one, at).ToList()).MinBy(static faults => faults.Count)!) yield return fault;
        }

        foreach (var part in Children(schema, "allOf"))
        {
            foreach (var fault in Faults(value, part, at)) yield return fault;
        }

        if (schema.TryGetProperty("type", out var type) && !Types(type).Any(name => Is(value, name)))
        {
            yield return $"{at}: {Short(value)} is no {type}";
            yield break;
        }

        if (schema.TryGetProperty("enum", out var allowed) && value.ValueKind != JsonValueKind.Null && !allowed.EnumerateArray().Any(one => one.ToString() == value.ToString()))
        {
            yield return $"{at}: {Short(value)} is none of {allowed}";
        }

        if (value.ValueKind == JsonValueKind.String && schema.TryGetProperty("format", out var format) && !Has(value.GetString()!, format.GetString()!))
        {
            yield return $"{at}: {Short(value)} is no {format}";
        }

        foreach (var fault in value.ValueKind == JsonValueKind.Object ? InObject(value, schema, at) : InArray(value, schema, at)) yield return fault;
    }

    private IEnumerable<string> InObject(JsonElement value, JsonElement schema, string at)
    {
        foreach (var name in Children(schema, "required"))
        {
            if (!value.TryGetProperty(name.GetString()!, out _)) yield return $"{at}: \"{name}\" is missing";
        }

        var known = schema.TryGetProperty("properties", out var properties);
        foreach (var member in value.EnumerateObject())
        {
            if (known && properties.TryGetProperty(member.Name, out var described))
            {
                foreach (var fault in Faults(member.Value, described, $"{at}.{member.Name}")) yield return fault;
            }
            else if (schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.Object)
            {
                foreach (var fault in Faults(member.Value, more, $"{at}.{member.Name}")) yield return fault;
            }

            if (schema.TryGetProperty("propertyNames", out var names) && names.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(one => one.GetString() == member.Name))
            {
                yield return $"{at}: there may be no \"{member.Name}\"";
            }
        }
    }

    private IEnumerable<string> InArray(JsonElement value, JsonElement schema, string at)
    {
        if (value.ValueKind != JsonValueKind.Array || !schema.TryGetProperty("items", out var items)) yield break;
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            foreach (var fault in Faults(item, items, $"{at}[{index}]")) yield return fault;
            index++;
        }
    }

    private JsonElement Resolve(string reference)
    {
        var at = document;
        foreach (var part in reference.Split('/').Skip(1)) at = at.GetProperty(part);
        return at;
    }

    private static IEnumerable<JsonElement> Children(JsonElement schema, string name) => schema.TryGetProperty(name, out var list) ? list.EnumerateArray() : [];

    private static IEnumerable<string> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(static one => one.GetString()!) : [type.GetString()!];

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => false,
    };

    /// <summary>An e-mail address may be empty: a server need not have one, and Mastodon says so in that way.</summary>
    private static bool Has(string text, string format) => format switch
    {
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        "date-time" => Time().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "email" => text.Length == 0 || text.Contains('@', StringComparison.Ordinal),
        "iso-639-1" => Language().IsMatch(text),
        _ => false,
    };

    private static string Short(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length > 80 ? text[..80] + "…" : text;
    }

    /// <summary>Always with three digits of fraction, or toot's parser fails.</summary>
    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")]
    private static partial Regex Time();

    [GeneratedRegex(@"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    private static partial Regex Language();
}
