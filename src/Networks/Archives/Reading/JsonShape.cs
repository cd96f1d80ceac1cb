using System.Text;
using System.Text.Json;

namespace Antiphon.Networks.Archives.Reading;

/// <summary>The names in a JSON text's first object, or in the first object of its first list: enough to say what wrote it. Its beginning is enough.</summary>
internal sealed class JsonShape
{
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    /// <summary>Whether the text is a list, whose first object this is.</summary>
    public bool IsList { get; private init; }

    public bool Has(params ReadOnlySpan<string> all)
    {
        foreach (var name in all)
            if (!names.Contains(name)) return false;
        return true;
    }

    public bool HasAny(params ReadOnlySpan<string> any)
    {
        foreach (var name in any)
            if (names.Contains(name)) return true;
        return false;
    }

    /// <summary>Null where the beginning is no JSON object, nor a list that begins with one.</summary>
    public static JsonShape? Of(ReadOnlySpan<byte> head)
    {
        var reader = new Utf8JsonReader(head, isFinalBlock: false, default);
        try
        {
            if (!reader.Read()) return null;
            var list = reader.TokenType == JsonTokenType.StartArray;
            if (list && !reader.Read()) return null;
            if (reader.TokenType != JsonTokenType.StartObject) return null;
            var shape = new JsonShape { IsList = list };
            shape.Gather(ref reader);
            return shape;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Damage behind the beginning is found when it is read.</summary>
    private void Gather(ref Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        try
        {
            while (reader.Read() && reader.CurrentDepth > depth)
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == depth + 1 && reader.ValueSpan.Length <= 64) names.Add(Encoding.UTF8.GetString(reader.ValueSpan));
        }
        catch (JsonException)
        {
            // Several lines, each of one object: the second one's beginning is no part of the first.
        }
    }
}
