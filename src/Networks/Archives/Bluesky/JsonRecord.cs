using System.Text.Json;
using Antiphon.Intake;
using Antiphon.Networks.Archives.Reading;

namespace Antiphon.Networks.Archives.Bluesky;

/// <summary>Reads a record as JSON.</summary>
internal static class JsonRecord
{
    /// <summary>From the object's beginning to its end.</summary>
    /// <param name="keys">Where the numbers of the posts that it names are made.</param>
    public static void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> collection, Record record, ArchivedKeys keys)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (reader.TokenType == JsonTokenType.String) Text(name, ref reader, collection, record);
            else if (reader.TokenType == JsonTokenType.StartArray && name.SequenceEqual("langs"u8)) List(ref reader, record, tags: false);
            else if (reader.TokenType == JsonTokenType.StartArray && name.SequenceEqual("tags"u8)) List(ref reader, record, tags: true);
            else if (reader.TokenType == JsonTokenType.StartObject && name.SequenceEqual("reply"u8)) Reply(ref reader, record, keys);
            else if (reader.TokenType == JsonTokenType.StartObject && name.SequenceEqual("embed"u8)) record.Quoted = Embed(ref reader, 0, keys);
            else if (reader.TokenType == JsonTokenType.StartObject && name.SequenceEqual("subject"u8)) record.Subject = Place(ref reader, keys);
            else reader.Skip();
        }
    }

    private static void Text(ReadOnlySpan<byte> name, ref Utf8JsonReader reader, ReadOnlySpan<byte> collection, Record record)
    {
        if (name.SequenceEqual("text"u8)) record.Text = JsonValues.Text(ref reader);
        else if (name.SequenceEqual("createdAt"u8)) record.Created(reader.ValueSpan);
        else if (name.SequenceEqual("$type"u8)) record.OfItsCollection = reader.ValueTextEquals(collection);
    }

    private static void List(ref Utf8JsonReader reader, Record record, bool tags)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.String) reader.Skip();
            else if (tags) record.Tagged(JsonValues.Text(ref reader)!);
            else record.Speaks(reader.ValueSpan);
        }
    }

    private static void Reply(ref Utf8JsonReader reader, Record record, ArchivedKeys keys)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject && name.SequenceEqual("parent"u8)) record.Parent = Place(ref reader, keys);
            else if (reader.TokenType == JsonTokenType.StartObject && name.SequenceEqual("root"u8)) record.Root = Place(ref reader, keys);
            else reader.Skip();
        }
    }

    /// <summary>As in <see cref="CborRecord"/>: a <c>record</c> that has a place, or a <c>record</c> in it that has.</summary>
    private static long Embed(ref Utf8JsonReader reader, int depth, ArchivedKeys keys)
    {
        long quoted = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject && depth < 2 && name.SequenceEqual("record"u8)) quoted = Embed(ref reader, depth + 1, keys);
            else if (reader.TokenType == JsonTokenType.String && depth > 0 && name.SequenceEqual("uri"u8)) quoted = Uri(ref reader, keys);
            else reader.Skip();
        }

        return quoted;
    }

    private static long Place(ref Utf8JsonReader reader, ArchivedKeys keys)
    {
        long post = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var uri = reader.ValueTextEquals("uri"u8);
            reader.Read();
            if (uri && reader.TokenType == JsonTokenType.String) post = Uri(ref reader, keys);
            else reader.Skip();
        }

        return post;
    }

    private static long Uri(ref Utf8JsonReader reader, ArchivedKeys keys)
    {
        if (!reader.ValueIsEscaped) return AtUri.PostKey(reader.ValueSpan, keys);
        if (reader.ValueSpan.Length > AtUri.Longest) return 0;
        Span<byte> uri = stackalloc byte[reader.ValueSpan.Length];
        return AtUri.PostKey(uri[..reader.CopyString(uri)], keys);
    }
}
