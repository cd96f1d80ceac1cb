using System.Buffers.Text;
using System.Text.Json;

namespace Antiphon.MastodonApi;

/// <summary>Ids as strings of digits: numbers above 2^53 would lose digits in JavaScript.</summary>
internal static class JsonIds
{
    public static void Id(this Utf8JsonWriter json, ReadOnlySpan<byte> name, long id)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(id, digits, out var written);
        json.WriteString(name, digits[..written]);
    }

    public static void Id(this Utf8JsonWriter json, ReadOnlySpan<byte> name, long? id)
    {
        if (id is { } known) json.Id(name, known);
        else json.WriteNull(name);
    }

    /// <summary>A text, or null.</summary>
    public static void Text(this Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is null) json.WriteNull(name);
        else json.WriteString(name, text);
    }

    public static void EmptyArray(this Utf8JsonWriter json, ReadOnlySpan<byte> name)
    {
        json.WriteStartArray(name);
        json.WriteEndArray();
    }
}
