using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Antiphon.Intake;

namespace Antiphon.Networks.Archives.Reading;

/// <summary>
/// Values of an archive's JSON, read one by one as they pass. What is there but of another type is as good as absent, except where a row cannot do without it. Each takes the value at hand
/// whole, so that the next name follows.
/// </summary>
public static class JsonValues
{
    /// <summary>Deeper than anything that a network writes.</summary>
    public static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    /// <summary>An id, in quotes or as a number with all its digits.</summary>
    /// <exception cref="JsonException">It is neither.</exception>
    public static long Key(ref Utf8JsonReader json)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.Null:
                return 0;
            case JsonTokenType.String when !json.ValueIsEscaped:
                return ArchivedKey.Of(json.ValueSpan);
            case JsonTokenType.String:
                return ArchivedKey.Of(Text(ref json));
            case JsonTokenType.Number when SpreadsheetIds.IsWhole(json.ValueSpan):
                return ArchivedKey.Of(json.ValueSpan);
            case JsonTokenType.Number:
                throw new JsonException("an id is a number that has lost its last digits: ids must be texts");
            default:
                throw new JsonException("an id is neither a text nor a number");
        }
    }

    /// <summary>As <see cref="Key"/>, and 0 where it is not exact: for a name beside which the exact id stands under another.</summary>
    public static long KeyIfExact(ref Utf8JsonReader json)
    {
        if (json.TokenType is JsonTokenType.String || (json.TokenType == JsonTokenType.Number && SpreadsheetIds.IsWhole(json.ValueSpan))) return Key(ref json);
        json.Skip();
        return 0;
    }

    /// <summary>A text; null where it is something else. Halves of characters, as some programs leave where they cut, come as U+FFFD.</summary>
    public static string? Text(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.String)
        {
            json.Skip();
            return null;
        }

        try
        {
            return json.GetString();
        }
        catch (InvalidOperationException)
        {
            return Mended(json.ValueSpan);
        }
    }

    /// <summary>A count, also where all numbers stand in quotes; null where there is none.</summary>
    public static int? Count(ref Utf8JsonReader json)
    {
        if (json.TokenType is not (JsonTokenType.Number or JsonTokenType.String))
        {
            json.Skip();
            return null;
        }

        return Utf8Parser.TryParse(json.ValueSpan, out int value, out var used) && used == json.ValueSpan.Length && value >= 0 ? value : null;
    }

    /// <summary>A time as ISO 8601 has it, in UTC ms; 0 where there is none.</summary>
    public static long Time(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.String) return json.TryGetDateTimeOffset(out var time) ? time.ToUnixTimeMilliseconds() : 0;
        json.Skip();
        return 0;
    }

    public static bool Flag(ref Utf8JsonReader json)
    {
        if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) json.Skip();
        return json.TokenType == JsonTokenType.True;
    }

    /// <summary>Goes into an object; false, with the value passed over, where it is none.</summary>
    public static bool Enter(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.StartObject) return true;
        json.Skip();
        return false;
    }

    /// <summary>Goes into an array; false, with the value passed over, where it is none.</summary>
    public static bool EnterArray(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.StartArray) return true;
        json.Skip();
        return false;
    }

    /// <summary>The next name of the object that we are in, and its value at hand; false at the object's end.</summary>
    public static bool Next(ref Utf8JsonReader json, out ReadOnlySpan<byte> name)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.EndObject)
        {
            name = default;
            return false;
        }

        // A name with escapes in it is none that anybody looks for.
        name = json.ValueSpan;
        json.Read();
        return true;
    }

    /// <summary>The next element of the array that we are in; false at its end.</summary>
    public static bool NextElement(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>What is wrong, in words for the report. Nothing of the text stands in them.</summary>
    public static string Why(Exception broken) => broken switch
    {
        JsonException { BytePositionInLine: { } at } json when json.Message.Contains("maximum configured depth", StringComparison.Ordinal) => $"is nested too deep at byte {at + 1}",
        JsonException { BytePositionInLine: { } at } => $"is no JSON from byte {at + 1} on",
        JsonException json => json.Message,
        _ => "holds a value of a wrong type",
    };

    private static string Mended(ReadOnlySpan<byte> escaped)
    {
        // What the framework will not decode are halves of surrogate pairs and bytes that are no UTF-8.
        var text = new StringBuilder(escaped.Length);
        var from = 0;
        while (escaped[from..].IndexOf((byte)'\\') is var at and >= 0)
        {
            text.Append(Encoding.UTF8.GetString(escaped.Slice(from, at)));
            var what = escaped[from + at + 1];
            from += at + 2;
            if (what != 'u')
            {
                text.Append(what switch { (byte)'n' => '\n', (byte)'t' => '\t', (byte)'r' => '\r', (byte)'b' => '\b', (byte)'f' => '\f', _ => (char)what });
                continue;
            }

            text.Append(Utf8Parser.TryParse(escaped.Slice(from, 4), out ushort unit, out var digits, 'x') ? (char)unit : '\uFFFD');
            from += digits;
        }

        text.Append(Encoding.UTF8.GetString(escaped[from..]));
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
