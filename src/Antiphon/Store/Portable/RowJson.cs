using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Antiphon.Store.Portable;

/// <summary>Rows as lines of JSON, one array each: numbers and texts as they are, bytes as an object with one text in base64, so that anybody can read a backup with what they have.</summary>
public static class RowJson
{
    private const string Bytes = "base64";

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>A writer to be used for many rows.</summary>
    public static Utf8JsonWriter Writer(IBufferWriter<byte> into) => new(into, Relaxed);

    /// <summary>Adds one row and its line end.</summary>
    public static void Append(Utf8JsonWriter json, IBufferWriter<byte> into, TableShape table, Row row)
    {
        json.WriteStartArray();
        for (var i = 0; i < table.Columns.Count; i++) Append(json, table.Columns[i].Kind, row, i);
        json.WriteEndArray();
        json.Flush();
        json.Reset();
        into.Write("\n"u8);
    }

    /// <summary>Reads the rows of a piece of such lines. The array is the same for every row.</summary>
    public static IEnumerable<Value[]> Read(TableShape table, ReadOnlyMemory<byte> lines)
    {
        var values = new Value[table.Columns.Count];
        while (lines.Length > 0)
        {
            var end = lines.Span.IndexOf((byte)'\n');
            var line = end < 0 ? lines : lines[..end];
            lines = end < 0 ? default : lines[(end + 1)..];
            if (line.Length == 0) continue;
            Parse(line.Span, values);
            yield return values;
        }
    }

    private static void Append(Utf8JsonWriter json, ColumnKind kind, Row row, int column)
    {
        if (row.IsNull(column))
        {
            json.WriteNullValue();
            return;
        }

        switch (kind)
        {
            case ColumnKind.Integer: json.WriteNumberValue(row.Long(column)); break;
            case ColumnKind.Real: json.WriteNumberValue(row.Real(column)); break;
            case ColumnKind.Text: json.WriteStringValue(row.Text(column)); break;
            default:
                json.WriteStartObject();
                json.WriteBase64String(Bytes, row.Blob(column));
                json.WriteEndObject();
                break;
        }
    }

    private static void Parse(ReadOnlySpan<byte> line, Value[] values)
    {
        var json = new Utf8JsonReader(line);
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray) throw new JsonException("A row is no list.");
        for (var i = 0; i < values.Length; i++)
        {
            json.Read();
            values[i] = json.TokenType switch
            {
                JsonTokenType.Null => Value.Null,
                JsonTokenType.String => json.GetString(),
                JsonTokenType.Number => json.TryGetInt64(out var integer) ? (Value)integer : (Value)json.GetDouble(),
                JsonTokenType.StartObject => Blob(ref json),
                _ => throw new JsonException("A row has too few columns, or one that is neither number, text nor bytes."),
            };
        }

        json.Read();
        if (json.TokenType != JsonTokenType.EndArray) throw new JsonException("A row has too many columns.");
    }

    private static byte[] Blob(ref Utf8JsonReader json)
    {
        json.Read();
        json.Read();
        var bytes = json.GetBytesFromBase64();
        json.Read();
        return bytes;
    }
}
