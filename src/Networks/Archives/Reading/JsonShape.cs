using System.Text;
using System.Text.Json;

namespace Antiphon.Networks.Archives.Reading;

/// <summary>
/// Which names a file's beginning has, by which formats recognise theirs: "id", "user.id_str", "data.edit_history_tweet_ids". Arrays are passed through. Looks at the first lines, or at the
/// beginning of one long one; where one ends in the middle, what stands before the cut counts.
/// </summary>
public sealed class JsonShape
{
    private const int MostLines = 20;
    private const int Deepest = 3;

    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    private JsonShape()
    {
    }

    /// <summary>Whether it is JSON at all: an object or an array with names in it.</summary>
    public bool IsJson => names.Count > 0;

    /// <summary>The names, in no order that means anything.</summary>
    public IReadOnlyCollection<string> Names => names;

    /// <summary>Whether it begins with an array.</summary>
    public bool IsArray { get; private init; }

    public static JsonShape Of(ReadOnlySpan<byte> head)
    {
        head = head.TrimStart(" \t\r\n"u8);
        var shape = new JsonShape { IsArray = !head.IsEmpty && head[0] == '[' };
        if (head.IsEmpty || head[0] is not ((byte)'{' or (byte)'[')) return shape;

        // Written over several lines it is one document; else each line is one.
        var end = head.IndexOf((byte)'\n');
        if (end < 0 || !shape.Read(head[..end]))
        {
            shape.names.Clear();
            shape.Read(head);
            return shape;
        }

        for (var line = 1; line < MostLines; line++)
        {
            head = head[(end + 1)..];
            end = head.IndexOf((byte)'\n');
            shape.Read(end < 0 ? head : head[..end]);
            if (end < 0) break;
        }

        return shape;
    }

    /// <summary>Whether there is a value of this name.</summary>
    public bool Has(string name) => names.Contains(name);

    public bool HasAny(params ReadOnlySpan<string> any)
    {
        foreach (var name in any)
        {
            if (names.Contains(name)) return true;
        }

        return false;
    }

    /// <returns>Whether the document is whole.</returns>
    private bool Read(ReadOnlySpan<byte> document)
    {
        try
        {
            var json = new Utf8JsonReader(document, isFinalBlock: false, new JsonReaderState(JsonValues.Options));
            var path = new string[Deepest + 1];
            var depths = new int[Deepest + 1];
            var deep = 0;
            while (json.Read())
            {
                if (json.TokenType != JsonTokenType.PropertyName) continue;
                while (deep > 0 && depths[deep - 1] >= json.CurrentDepth) deep--;
                if (deep >= Deepest) continue;
                path[deep] = Encoding.UTF8.GetString(json.ValueSpan);
                depths[deep++] = json.CurrentDepth;
                names.Add(string.Join('.', path, 0, deep));
            }

            // The first bracket is at depth 0 as the last one is.
            return json.CurrentDepth == 0 && json.TokenType is (JsonTokenType.EndObject or JsonTokenType.EndArray);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
