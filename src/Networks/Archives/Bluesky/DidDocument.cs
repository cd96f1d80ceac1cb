using System.Text.Json;
using Antiphon.Networks.Archives.Reading;

namespace Antiphon.Networks.Archives.Bluesky;

/// <summary>An account's own document, as its directory gives it (AT Protocol, "DID", DID documents).</summary>
public static class DidDocument
{
    /// <returns>The key named <c>#atproto</c> that signs the account's repository; null where this is not that account's document or has none that can be used.</returns>
    /// <param name="did">The account; null for whosever it is.</param>
    public static SigningKey? KeyOf(ReadOnlySpan<byte> json, string? did)
    {
        var reader = new Utf8JsonReader(json);
        string? id = null;
        SigningKey? key = null;
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isId = reader.ValueSpan.SequenceEqual("id"u8);
                var isMethods = reader.ValueSpan.SequenceEqual("verificationMethod"u8);
                reader.Read();
                if (isId && reader.TokenType == JsonTokenType.String) id = JsonValues.Text(ref reader);
                else if (isMethods && reader.TokenType == JsonTokenType.StartArray) key = Methods(ref reader);
                else reader.Skip();
            }
        }
        catch (JsonException)
        {
            return null;
        }

        return id is not null && (did is null || id == did) ? key : null;
    }

    private static SigningKey? Methods(ref Utf8JsonReader reader)
    {
        SigningKey? found = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject) found ??= Method(ref reader);
            else reader.Skip();
        }

        return found;
    }

    private static SigningKey? Method(ref Utf8JsonReader reader)
    {
        string? id = null, type = null, text = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
            {
                reader.Skip();
                continue;
            }

            if (name.SequenceEqual("id"u8)) id = JsonValues.Text(ref reader);
            else if (name.SequenceEqual("type"u8)) type = JsonValues.Text(ref reader);
            else if (name.SequenceEqual("publicKeyMultibase"u8)) text = JsonValues.Text(ref reader);
        }

        return id is not null && id.EndsWith("#atproto", StringComparison.Ordinal) && text is not null ? SigningKey.FromMultibase(text, type) : null;
    }
}
