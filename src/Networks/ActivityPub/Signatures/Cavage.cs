using System.Globalization;
using System.Text;

namespace Antiphon.Networks.ActivityPub.Signatures;

/// <summary>
/// draft-cavage-http-signatures-12, the scheme that all of the fediverse understands: reading a <c>Signature</c> field and building the text that it is of. What a signature has to cover to count
/// for anything is not asked here but in <see cref="SignaturePolicy"/>.
/// </summary>
public static class Cavage
{
    private const int LongestField = 8 * 1024;
    private const int MostHeaders = 64;

    /// <summary>Reads <c>keyId="…",algorithm="…",headers="…",signature="…"</c>. Null where it does not hold to the draft: a parameter twice or missing, a field that is not there, a time that the algorithm forbids.</summary>
    public static ParsedSignature? Parse(SignedMessage message, string value)
    {
        if (Parameters(value) is not { } parameters || !parameters.TryGetValue("keyId", out var keyId) || keyId.Length == 0 || !parameters.TryGetValue("signature", out var signed)) return null;
        var bytes = new byte[signed.Length];
        if (!Convert.TryFromBase64String(signed, bytes, out var length) || length == 0) return null;
        if (!Named(parameters.GetValueOrDefault("algorithm"), out var algorithm, out var mayCarryTimes)) return null;
        if (!Time(parameters, "created", out var created) || !Time(parameters, "expires", out var expires)) return null;
        var covered = Covered(parameters);
        if (covered is null || (!mayCarryTimes && covered.Exists(static one => one is "(created)" or "(expires)"))) return null;
        if (Base(message, covered, created, expires, message.Target) is not { } text) return null;

        // Mastodon of before 2019 and others leave the query out of what they sign. Of a GET it names a page; nothing is changed by it.
        var bases = new List<byte[]> { text };
        if (message.Method == "GET" && message.Path != message.Target && covered.Contains("(request-target)") && Base(message, covered, created, expires, message.Path) is { } without) bases.Add(without);
        return new ParsedSignature(keyId, algorithm, bases, bytes[..length], covered, Instant(created), Instant(expires));
    }

    /// <summary>The text that is signed; null where a field that should be in it is absent. Times are seconds since 1970, as they stand in the parameters.</summary>
    public static byte[]? Base(SignedMessage message, IReadOnlyList<string> covered, long? created, long? expires, string target)
    {
        var text = new StringBuilder();
        foreach (var name in covered)
        {
            var value = name switch
            {
                "(request-target)" => $"{message.Method.ToLowerInvariant()} {target}",
                "(created)" => created?.ToString(CultureInfo.InvariantCulture),
                "(expires)" => expires?.ToString(CultureInfo.InvariantCulture),
                _ => message.Field(name),
            };
            if (value is null || value.AsSpan().ContainsAny('\r', '\n')) return null;
            if (text.Length > 0) text.Append('\n');
            text.Append(name).Append(": ").Append(value);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The parameters by name; null where one is there twice or the text is something else.</summary>
    internal static Dictionary<string, string>? Parameters(string value)
    {
        if (value.Length > LongestField) return null;
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at < value.Length;)
        {
            while (at < value.Length && value[at] is ' ' or '\t' or ',') at++;
            if (at == value.Length) break;
            var equals = value.IndexOf('=', at);
            if (equals < 0) return null;
            var name = value[at..equals].Trim();
            string said;
            if (equals + 1 < value.Length && value[equals + 1] == '"')
            {
                var end = value.IndexOf('"', equals + 2);
                if (end < 0) return null;
                said = value[(equals + 2)..end];
                at = end + 1;
                if (at < value.Length && value[at] is not (',' or ' ' or '\t')) return null;
            }
            else
            {
                var end = value.IndexOf(',', equals);
                if (end < 0) end = value.Length;
                said = value[(equals + 1)..end].Trim();
                at = end;
            }

            if (name.Length == 0 || !found.TryAdd(name, said)) return null;
        }

        return found;
    }

    /// <summary>The draft's default is the time alone. An empty list, and a list that names something twice, are nothing that anybody would send in good faith.</summary>
    private static List<string>? Covered(Dictionary<string, string> parameters)
    {
        if (!parameters.TryGetValue("headers", out var list)) return ["(created)"];
        var names = list.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        return names.Count is 0 or > MostHeaders || names.Distinct().Count() != names.Count ? null : names;
    }

    /// <summary>hs2019 and no name at all mean that the key tells. The old names forbid the times in brackets (2.3 of the draft).</summary>
    private static bool Named(string? name, out Algorithm? algorithm, out bool mayCarryTimes)
    {
        algorithm = name switch
        {
            "rsa-sha256" => Algorithm.RsaSha256,
            "rsa-sha512" => Algorithm.RsaSha512,
            "ecdsa-sha256" => Algorithm.EcdsaP256Sha256,
            "ed25519" => Algorithm.Ed25519,
            _ => null,
        };
        mayCarryTimes = name is null or "hs2019" or "ed25519";
        return algorithm is not null || name is null or "hs2019";
    }

    private static bool Time(Dictionary<string, string> parameters, string name, out long? seconds)
    {
        seconds = null;
        if (!parameters.TryGetValue(name, out var text)) return true;

        // Some libraries write the expiry with a fraction, which the draft allows. What is signed is the text of the number; a fraction is not read.
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 253_402_300_799) return false;
        seconds = number;
        return true;
    }

    private static DateTimeOffset? Instant(long? seconds) => seconds is { } one ? DateTimeOffset.FromUnixTimeSeconds(one) : null;
}
