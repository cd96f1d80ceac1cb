using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Antiphon.MastodonApi.Parameters;

/// <summary>Reads a JSON object into parameters. Strict (RFC 8259): no comments, no trailing commas, nothing after the object, no deeper than an API call can be.</summary>
internal static class JsonParams
{
    /// <summary><c>{"poll":{"options":["a"]}}</c> is 3 deep, and nothing that apps send is deeper than 5.</summary>
    private const int MostDepth = 16;

    private static readonly Refusal NotJson = new(RefusalKind.Invalid, "The body is not valid JSON. Send one JSON object, as UTF-8.", "body");
    private static readonly Refusal NoObject = new(RefusalKind.Invalid, "The body must be one JSON object, such as {\"status\": \"…\"}.", "body");
    private static readonly Refusal TooMany = new(RefusalKind.Invalid, $"The body has more than {Params.Most} values.", "body");

    public static Refusal? Read(in ReadOnlySequence<byte> body, Params into)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MostDepth });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return Rest(ref reader) ? NoObject : NotJson;
            if (!Object(ref reader, string.Empty, into)) return TooMany;
            return reader.Read() ? NotJson : null;
        }
        catch (JsonException)
        {
            return NotJson;
        }
        catch (InvalidOperationException)
        {
            // A text that is no UTF-8, or an escaped half of a surrogate pair: Utf8JsonReader finds out when it is asked for the text.
            return NotJson;
        }
    }

    private static bool Rest(ref Utf8JsonReader reader)
    {
        while (reader.Read())
        {
        }

        return true;
    }

    private static bool Object(ref Utf8JsonReader reader, string prefix, Params into)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            var key = prefix.Length == 0 ? name : prefix.Length > Params.LongestName ? prefix : $"{prefix}[{name}]";
            reader.Read();
            if (!Value(ref reader, key, into)) return false;
        }

        return true;
    }

    private static bool Array(ref Utf8JsonReader reader, string key, Params into)
    {
        var at = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var nested = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            var name = nested && key.Length <= Params.LongestName ? string.Create(CultureInfo.InvariantCulture, $"{key}[{at}]") : key;
            if (!Value(ref reader, name, into)) return false;
            at++;
        }

        return true;
    }

    /// <summary>null is "not given" to nearly all; numbers keep their digits, since ids may be written as numbers.</summary>
    private static bool Value(ref Utf8JsonReader reader, string key, Params into) => reader.TokenType switch
    {
        JsonTokenType.StartObject => Object(ref reader, key, into),
        JsonTokenType.StartArray => Array(ref reader, key, into),
        JsonTokenType.String => into.Add(key, reader.GetString()!.Replace("\0", string.Empty, StringComparison.Ordinal)),
        JsonTokenType.True => into.Add(key, "true"),
        JsonTokenType.False => into.Add(key, "false"),
        JsonTokenType.Number => into.Add(key, Encoding.ASCII.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan)),
        JsonTokenType.Null => into.AddNull(key),
        _ => true,
    };
}
