using System.Text;

namespace Antiphon.Networks.ActivityPub.Signatures;

/// <summary>RFC 9421: reading <c>Signature-Input</c> and <c>Signature</c> of a request, and building the signature base. Only requests, and of the components only those that a request of the fediverse has.</summary>
public static class MessageSignature
{
    /// <summary>Reads the signature of that label, or where none is named the only one. Null where it does not hold to the RFC or covers what we cannot rebuild.</summary>
    public static ParsedSignature? Parse(SignedMessage message, string? label = null)
    {
        if (StructuredFields.Dictionary(message.Field("signature-input") ?? "") is not { } inputs || StructuredFields.Dictionary(message.Field("signature") ?? "") is not { } signatures) return null;

        // Of two signatures either could be a stranger's: of which, the sender would choose.
        if (label is null && (inputs.Count != 1 || signatures.Count != 1)) return null;
        label ??= inputs[0].Key;
        if (inputs.FirstOrDefault(one => one.Key == label).Value is not { Value: IReadOnlyList<Member> } input) return null;
        if (signatures.FirstOrDefault(one => one.Key == label).Value?.Value is not byte[] { Length: > 0 } signature) return null;
        if (input["keyid"] is not string { Length: > 0 } keyId || !Time(input["created"], out var created) || !Time(input["expires"], out var expires)) return null;
        if (!Named(input["alg"], out var algorithm) || Base(message, input) is not { } text) return null;
        return new ParsedSignature(keyId, algorithm, [text], signature, [.. ((IReadOnlyList<Member>)input.Value).Select(static one => (string)one.Value)], created, expires);
    }

    /// <summary>The signature base (2.5): a line for each component, and the parameters last. Null where a component is absent, twice, or none that a request has.</summary>
    internal static byte[]? Base(SignedMessage message, Member input)
    {
        var text = new StringBuilder();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var component in (IReadOnlyList<Member>)input.Value)
        {
            if (component.Value is not string name || name.Any(char.IsAsciiLetterUpper)) return null;
            var identifier = StructuredFields.Write(component);
            if (!seen.Add(identifier) || Value(message, name, component) is not { } value || value.AsSpan().ContainsAny('\r', '\n')) return null;
            text.Append(identifier).Append(": ").Append(value).Append('\n');
        }

        text.Append("\"@signature-params\": ").Append(StructuredFields.Write(input));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string? Value(SignedMessage message, string name, Member component)
    {
        if (name == "@query-param") return component is { Parameters: [{ Key: "name", Value: string wanted }] } ? QueryParameter(message.Query, wanted) : null;

        // Parts of a field (;key), another writing of it (;sf, ;bs), another message (;req) or its trailers (;tr): nobody sends them here, and each is another way to say less than it seems.
        if (component.Parameters.Count > 0) return null;
        return name switch
        {
            "@method" => message.Method,
            "@target-uri" => message.Authority is { } authority ? $"{message.Scheme}://{authority}{message.Target}" : null,
            "@authority" => message.Authority,
            "@scheme" => message.Scheme,
            "@request-target" => message.Target,
            "@path" => message.Path,
            "@query" => message.Query,
            ['@', ..] => null,
            _ => message.Field(name),
        };
    }

    /// <summary>The one value of that name, encoded anew (2.2.8). A name that is there twice cannot be signed so.</summary>
    private static string? QueryParameter(string query, string wanted)
    {
        string? found = null;
        foreach (var pair in query[1..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = at < 0 ? (pair, "") : (pair[..at], pair[(at + 1)..]);
            if (Again(name) != wanted) continue;
            if (found is not null) return null;
            found = Again(value);
        }

        return found;

        static string Again(string encoded) => Uri.EscapeDataString(Uri.UnescapeDataString(encoded.Replace('+', ' ')));
    }

    private static bool Named(object? name, out Algorithm? algorithm)
    {
        algorithm = name switch
        {
            "rsa-v1_5-sha256" => Algorithm.RsaSha256,
            "rsa-pss-sha512" => Algorithm.RsaPssSha512,
            "ecdsa-p256-sha256" => Algorithm.EcdsaP256Sha256,
            "ed25519" => Algorithm.Ed25519,
            _ => null,
        };
        return algorithm is not null || name is null;
    }

    private static bool Time(object? value, out DateTimeOffset? time)
    {
        time = value is long and >= 0 and <= 253_402_300_799 and var seconds ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : null;
        return value is null || time is not null;
    }
}
